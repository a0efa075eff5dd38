/// A kind of record that a store keeps: a Codable body plus the columns that are searched.
///
/// Everything that is not a column lives in the packed body only. Columns must be functions of the record: the store recomputes
/// them on every write. A changed body shape gets a higher `schemaVersion`, and `upgrade` brings older bodies forward when they
/// are read.
public protocol StoredRecord: Codable, Sendable {
    /// The table: plugin name, underscore, noun (`takedown_case`).
    static var table: String { get }
    /// The version of the body's shape, from 1.
    static var schemaVersion: Int { get }
    /// The searched columns, besides `id`.
    static var columns: [RecordColumn<Self>] { get }
    /// Realistic records without real data; they seed the built-in dictionary, tests and documentation. At least one.
    static var examples: [Self] { get }
    /// The record's identity.
    var id: EntityID { get }
    /// Brings a body of an older schema version forward by one version.
    static func upgrade(_ body: JSONValue, from version: Int) throws -> JSONValue
}

extension StoredRecord {
    /// The first version.
    public static var schemaVersion: Int { 1 }
    /// No older versions exist.
    public static func upgrade(_ body: JSONValue, from version: Int) throws -> JSONValue { body }
}

/// A searched column of a record.
public struct RecordColumn<Record>: Sendable {
    /// The column's name, in snake case.
    public let name: String
    /// Its storage type.
    public let kind: ColumnKind
    /// Whether the store keeps an index of it.
    public let indexed: Bool
    /// Whether two records may not share a value (null excepted).
    public let unique: Bool
    /// The value of a record.
    public let value: @Sendable (Record) -> ColumnValue

    /// Makes a column.
    public init(
        _ name: String, _ kind: ColumnKind, indexed: Bool = false, unique: Bool = false,
        value: @escaping @Sendable (Record) -> ColumnValue
    ) {
        self.name = name
        self.kind = kind
        self.indexed = indexed
        self.unique = unique
        self.value = value
    }
}

/// The storage type of a column.
public enum ColumnKind: String, Sendable, CaseIterable {
    /// 64-bit whole numbers; times as milliseconds since 1970.
    case integer
    /// 64-bit floating point.
    case real
    /// UTF-8 text.
    case text
    /// Bytes.
    case blob
}

/// A value in a column.
public enum ColumnValue: Sendable, Hashable {
    /// Nothing.
    case null
    /// A whole number.
    case integer(Int64)
    /// A number.
    case real(Double)
    /// Text.
    case text(String)
    /// Bytes.
    case blob([UInt8])

    /// Text, or null for nil.
    public static func text(_ value: (some CustomStringConvertible)?) -> ColumnValue {
        value.map { .text($0.description) } ?? .null
    }
    /// A moment as milliseconds, or null for nil.
    public static func time(_ value: Instant?) -> ColumnValue { value.map { .integer($0.milliseconds) } ?? .null }
    /// A truth value as 0 or 1.
    public static func flag(_ value: Bool) -> ColumnValue { .integer(value ? 1 : 0) }
}
