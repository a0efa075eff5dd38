public import AllianceKit

/// Writes a list as Project VIC's VICS JSON 1.3, `#Media`, for programs that do not read 2.0.
public struct VICS13Exporter: HashListExporter {
    private let writer = VICSWriter(isOld: true)

    /// Makes a writer.
    public init() {}

    /// All hashes; no opinions, no expiry.
    public var capacity: HashListCapacity {
        VICSWriter.capacity
    }

    /// The format.
    public static let format = VICSModel.format("vics-1.3", title: "Project VIC VICS JSON 1.3")
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
