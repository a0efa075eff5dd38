public import AllianceKit

/// One record of a CSV file: its fields, and the line on which it starts.
public struct CSVRecord: Sendable, Hashable {
    /// The fields in order, without quotes.
    public var fields: [String]
    /// Where the record starts.
    public var place: SourcePlace
    var columns: [String: Int] = [:]

    /// The field under a heading (any case, spaces around it ignored), or nil where the file has no such column.
    ///
    /// Empty fields are empty text; records are known to have a field for every heading.
    public subscript(heading: String) -> String? {
        guard let place = columns[CSVReader.normal(heading)], place < fields.count else { return nil }
        return fields[place]
    }
}
