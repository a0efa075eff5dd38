public import AllianceKit

/// Writes a list as Project VIC's VICS JSON 2.0, `#Media`. Opinions, times but the last one, and the source have no place in it.
public struct VICSExporter: HashListExporter {
    private let writer = VICSWriter(isOld: false)

    /// Makes a writer.
    public init() {}

    /// All hashes; no opinions, no expiry.
    public var capacity: HashListCapacity {
        VICSWriter.capacity
    }

    /// The format.
    public static let format = VICSModel.format("vics", title: "Project VIC VICS JSON 2.0")
    /// One with all that has a place and one with a digest only.
    public static let exampleItems = VICSWriter.examples
    /// Category 0.
    public func refusal(of entry: HashEntry) -> String? { VICSWriter.refusal(of: entry) }
    /// The data model, and the start of the media.
    public func begin() -> [UInt8] { writer.begin() }
    /// A medium.
    public func bytes(of entry: HashEntry) -> [UInt8] { writer.bytes(of: entry) }
    /// The end.
    public func end() -> [UInt8] { Array("\n]}\n".utf8) }
}
