public import CommandLineKit

/// A command of a plugin: its declaration, the shape of what it prints, and what it does.
public protocol Command: CommandDeclaration {
    /// What it prints on standard output; documentation and table headings come from this.
    static var output: OutputShape { get }
    /// Does it. Throws `AllianceError` when it cannot be done; items that fail are reported with `context.report`.
    func run(_ context: CommandContext) async throws
}

extension Command {
    /// Prints nothing.
    public static var output: OutputShape { .nothing }
}

/// What a command prints, declared once for tables, CSV headings and the documentation of the JSON shapes.
public struct OutputShape: Sendable, Hashable {
    /// One record or many.
    public enum Kind: String, Sendable {
        /// Nothing on standard output.
        case nothing
        /// Exactly one record: a table of two columns, or one JSON object.
        case record
        /// Any number of records: a table, a JSON array, one JSON object a line, or CSV.
        case records
        /// Text or bytes in a format of its own (an export, a man page); `--format` does not apply.
        case document
    }

    /// One record or many.
    public var kind: Kind
    /// The fields, in order.
    public var fields: [OutputField]

    /// Nothing on standard output.
    public static let nothing = OutputShape(kind: .nothing, fields: [])
    /// Text or bytes in a format of its own.
    public static let document = OutputShape(kind: .document, fields: [])
    /// Exactly one record.
    public static func record(_ fields: [OutputField]) -> OutputShape { OutputShape(kind: .record, fields: fields) }
    /// Any number of records.
    public static func records(_ fields: [OutputField]) -> OutputShape { OutputShape(kind: .records, fields: fields) }
}

/// One field of a printed record.
public struct OutputField: Sendable, Hashable {
    /// What kind of value it holds.
    public enum Kind: String, Sendable {
        /// Text.
        case text
        /// A whole number.
        case integer
        /// A number.
        case number
        /// true or false.
        case flag
        /// RFC 3339 UTC.
        case time
        /// Seconds; tables show days, hours and minutes.
        case seconds
        /// A list; tables join it with commas.
        case list
        /// An object; tables leave it out.
        case object
    }

    /// The member's name in JSON, in camel case, and the heading in CSV.
    public var key: String
    /// The heading in tables.
    public var title: String
    /// What kind of value it holds.
    public var kind: Kind
    /// What it means, as a phrase.
    public var summary: String
    /// Whether tables show it.
    public var inTable: Bool

    /// Makes a field; the table heading defaults to the key.
    public init(_ key: String, _ kind: Kind, _ summary: String, title: String? = nil, inTable: Bool = true) {
        self.key = key
        self.kind = kind
        self.summary = summary
        self.title = title ?? key
        self.inTable = inTable && kind != .object
    }
}

extension OutputField {
    /// The same field, shown in tables: what a list leaves out for want of width has its line when one record is shown.
    public var shown: OutputField {
        var copy = self
        copy.inTable = kind != .object
        return copy
    }
}
