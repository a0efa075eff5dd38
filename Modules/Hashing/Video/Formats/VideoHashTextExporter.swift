public import AllianceKit

/// Writes the text form of vPDQ's C++ tools: `frame,quality,hash,timestamp` a line, the time with three decimals.
public struct VideoHashTextExporter: Exporter {
    /// `vpdq`
    public static let format = VideoHashTextImporter.format
    /// Two frames.
    public static let exampleItems = VideoHashFields.examples

    /// Makes a writer.
    public init() {}

    /// Writes a line for each frame.
    public func write(to output: inout some ByteSink, next: () throws -> VideoFrameHash?) throws {
        while let frame = try next() { try output.write(Self.line(frame)) }
    }

    private static func line(_ frame: VideoFrameHash) -> String {
        "\(frame.frame),\(frame.quality),\(frame.hash.hex),\(frame.timestampText)\n"
    }

    static var example: [UInt8] { Array(exampleItems.map(line).joined().utf8) }
}
