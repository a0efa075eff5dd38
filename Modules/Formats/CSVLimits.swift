/// How large the parts of a CSV file may be; what is larger is an error of its record.
public struct CSVLimits: Sendable, Hashable {
    /// Bytes of one field.
    public var field: Int
    /// Bytes of one record as it stands in the file.
    public var record: Int
    /// Fields of one record.
    public var fields: Int

    /// Makes limits: 256 KiB a field, 1 MiB a record, 1,000 fields unless said otherwise.
    public init(field: Int = 1 << 18, record: Int = 1 << 20, fields: Int = 1000) {
        self.field = field
        self.record = record
        self.fields = fields
    }
}
