public import AllianceKit

/// Writes the form of the Python bindings (`tx`, HMA): a JSON array of strings `hash,quality,timestamp`, the time with three decimals.
public struct VideoHashJSONExporter: Exporter {
    /// `vpdq-json`
    public static let format = VideoHashJSONImporter.format
    /// Two frames.
    public static let exampleItems = VideoHashFields.examples

    /// Makes a writer.
    public init() {}

    /// Writes the array in one line, as `json.dumps` does.
    public func write(to output: inout some ByteSink, next: () throws -> VideoFrameHash?) throws {
        try output.write("[")
        var isFirst = true
        while let frame = try next() {
            try output.write(isFirst ? "" : ", ")
            try output.write("\"\(frame.text)\"")
            isFirst = false
        }
        try output.write("]\n")
    }

    static var example: [UInt8] {
        var bytes: [UInt8] = []
        var items = exampleItems[...]
        // Writing to memory cannot fail.
        try? VideoHashJSONExporter().write(to: &bytes) { items.popFirst() }
        return bytes
    }
}
