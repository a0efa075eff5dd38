/// What is known of a file format, for tables of formats, help and documentation.
public struct FormatDescription: Sendable, Hashable {
    /// The word for `--from` and `--to`: `csv`, `xarf`.
    public var name: String
    /// Its full name: `Comma-separated values`.
    public var title: String
    /// The kind of records it carries: `hash list`, `report`.
    public var subject: String
    /// File name endings without the dot.
    public var fileExtensions: [String]
    /// Its media type.
    public var mediaType: String
    /// Where it is defined: a specification and section, or our documentation.
    public var specification: String

    /// Makes a description.
    public init(
        name: String, title: String, subject: String, fileExtensions: [String], mediaType: String, specification: String
    ) {
        self.name = name
        self.title = title
        self.subject = subject
        self.fileExtensions = fileExtensions
        self.mediaType = mediaType
        self.specification = specification
    }
}

/// A small file in a format, for tests, documentation and demonstrations.
public struct FormatExample: Sendable, Hashable {
    /// What it shows.
    public var title: String
    /// The file's bytes.
    public var bytes: [UInt8]
    /// How many items it holds.
    public var items: Int
    /// The codes of the errors it must give, in order.
    public var errors: [String]

    /// Makes an example of text.
    public init(_ title: String, _ text: String, items: Int, errors: [String] = []) {
        self.title = title
        bytes = Array(text.utf8)
        self.items = items
        self.errors = errors
    }
}

/// Reads one file format of one kind of item.
public protocol Importer: SendableMetatype {
    /// What is read.
    associatedtype Item: Sendable
    /// The format.
    static var format: FormatDescription { get }
    /// Small files in the format; at least one good and one with a bad item.
    static var examples: [FormatExample] { get }
    /// Makes a reader.
    init()
    /// Hands over every item, or the error of an item that cannot be used, in the file's order. Throws only when nothing more of
    /// the file can be read. Memory stays flat unless the format forbids it.
    func read(_ input: inout InputFile, _ body: (Result<Item, AllianceError>) throws -> Void) throws
}

/// Writes one file format of one kind of item.
public protocol Exporter: SendableMetatype {
    /// What is written.
    associatedtype Item: Sendable
    /// The format.
    static var format: FormatDescription { get }
    /// Items that show the format.
    static var exampleItems: [Item] { get }
    /// Makes a writer.
    init()
    /// Writes everything that `next` hands over until it returns nil. Same items, same bytes.
    func write(to output: inout some ByteSink, next: () throws -> Item?) throws
}

/// Takes bytes in order.
public protocol ByteSink {
    /// Takes some bytes.
    mutating func write(_ bytes: some Sequence<UInt8>) throws
}

extension ByteSink {
    /// Takes text as UTF-8.
    public mutating func write(_ text: String) throws { try write(Array(text.utf8)) }
}

extension Array: ByteSink where Element == UInt8 {
    /// Appends.
    public mutating func write(_ bytes: some Sequence<UInt8>) { append(contentsOf: bytes) }
}
