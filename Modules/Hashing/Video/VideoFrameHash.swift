public import AllianceKit

/// The hash of one frame of a video.
public struct VideoFrameHash: Sendable, Hashable, Codable {
    /// The number of the frame, from 0.
    public var frame: Int
    /// PDQ of its pixels.
    public var hash: Hash256
    /// How much structure it has, 0…100; below 50 a hash says little.
    public var quality: Int
    /// When it is shown, in seconds from the start; kept to thousandths.
    public var timestamp: Double

    /// Puts the facts together; the time is rounded to thousandths.
    public init(frame: Int, hash: Hash256, quality: Int, timestamp: Double) {
        self.frame = frame
        self.hash = hash
        self.quality = quality
        self.timestamp = (timestamp * 1000).rounded() / 1000
    }

    /// The time with three decimals.
    public var timestampText: String { Self.thousandths(timestamp) }

    /// `hash,quality,timestamp`, as the Python bindings of vPDQ write it.
    public var text: String { "\(hash.hex),\(quality),\(timestampText)" }

    static func thousandths(_ seconds: Double) -> String {
        let all = Int64((seconds * 1000).rounded())
        let rest = String(all % 1000)
        return "\(all / 1000)." + String(repeating: "0", count: 3 - rest.utf8.count) + rest
    }

    /// Whether the quality is at least what vPDQ matches.
    public var isReliable: Bool { quality >= PDQHash.minimumQuality }
}
