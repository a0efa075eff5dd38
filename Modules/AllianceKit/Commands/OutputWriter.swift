/// Writes a command's records to standard output in the format asked for.
///
/// `ndjson` and `csv` are written as they come; `json` too, as one array; `table` when the command ends.
public final class OutputWriter {
    /// The format asked for.
    public let format: OutputFormat
    private let sink: ([UInt8]) throws -> Void
    private let width: Int
    private var renderer: (any RecordRenderer)?
    private var wroteDocument = false

    /// Makes a writer that hands bytes to `sink`.
    public init(format: OutputFormat, width: Int, sink: @escaping ([UInt8]) throws -> Void) {
        self.format = format
        self.width = width
        self.sink = sink
    }

    /// Prints one record in the shape the command declares. Members that are not declared are a fault (tests find it).
    public func write(_ record: JSONObject, as shape: OutputShape) throws {
        if renderer == nil { try begin(shape) }
        try sink(renderer!.render(record))
    }

    /// Prints all records; with none, an empty table, array or heading is still printed.
    public func write(_ records: some Sequence<JSONObject>, as shape: OutputShape) throws {
        if renderer == nil { try begin(shape) }
        for record in records { try sink(renderer!.render(record)) }
    }

    /// Writes a document's bytes as they are.
    public func document(_ bytes: some Collection<UInt8>) throws {
        wroteDocument = true
        try sink(Array(bytes))
    }

    /// Ends the output; the driver calls it after the command. The empty form of a shape nothing was written in is printed
    /// (an empty table, array or heading), unless `empty` is false: after an error there is no answer, not an empty one.
    public func finish(_ shape: OutputShape, empty: Bool = true) throws {
        if renderer == nil, empty, !wroteDocument, shape.kind == .records { try begin(shape) }
        if let renderer { try sink(renderer.end()) }
        renderer = nil
    }

    private func begin(_ shape: OutputShape) throws {
        let made = makeRenderer(format, shape: shape, width: width)
        renderer = made
        try sink(made.begin())
    }
}
