public import AllianceKit

/// A PDQ hash with what must be known to use it.
public struct PDQHash: Sendable, Hashable, Codable {
    /// The 256 bits.
    public var hash: Hash256
    /// How much structure the picture has, 0…100; hashes below `minimumQuality` say little.
    public var quality: Int
    /// How it was computed.
    public var profile: PDQProfile

    /// Makes one.
    public init(hash: Hash256, quality: Int, profile: PDQProfile) {
        self.hash = hash
        self.quality = quality
        self.profile = profile
    }

    /// The least quality at which the reference implementation would match: 50.
    public static let minimumQuality = 50
    /// The greatest distance that is customarily taken for the same picture: 31.
    public static let customaryDistance = 31

    /// Whether the quality is at least `minimumQuality`.
    public var isReliable: Bool { quality >= Self.minimumQuality }

    /// Why the hash is not matched unless that is asked for, or nil: `hashing.quality.low`.
    public var weakness: AllianceError? {
        guard !isReliable else { return nil }
        return AllianceError(
            "hashing.quality.low",
            "the picture has PDQ quality \(quality); below \(Self.minimumQuality) its hash says little",
            hint: "--any-quality matches it all the same")
    }
}

extension PDQHash: CustomStringConvertible {
    /// The 64 hexadecimal digits of the hash.
    public var hex: String { hash.hex }
    /// The digits.
    public var description: String { hex }
}
