public import AllianceKit

/// The eight ways to lay a picture on itself, in the reference's order.
public enum PDQOrientation: String, Sendable, Codable, CaseIterable {
    /// As it is.
    case original
    /// A quarter turn.
    case rotate90
    /// Half a turn.
    case rotate180
    /// Three quarters of a turn.
    case rotate270
    /// Top and bottom exchanged.
    case flipX
    /// Left and right exchanged.
    case flipY
    /// Mirrored at the main diagonal.
    case flipPlus1
    /// Mirrored at the other diagonal.
    case flipMinus1
}

/// The hashes of a picture in all eight orientations.
public struct PDQDihedral: Sendable, Hashable, Codable {
    /// In the order of `PDQOrientation.allCases`.
    public let hashes: [Hash256]
    /// The quality, the same for all.
    public let quality: Int
    /// How they were computed.
    public let profile: PDQProfile

    init(hashes: [Hash256], quality: Int, profile: PDQProfile) {
        self.hashes = hashes
        self.quality = quality
        self.profile = profile
    }

    /// The hash of one orientation.
    public subscript(orientation: PDQOrientation) -> Hash256 {
        hashes[PDQOrientation.allCases.firstIndex(of: orientation) ?? 0]
    }

    /// The plain hash.
    public var original: PDQHash { PDQHash(hash: self[.original], quality: quality, profile: profile) }
}
