public import AllianceKit

/// A file that is referred: names, hashes and facts about it, never its content.
public struct ReferredFile: Codable, Sendable, Hashable {
    /// The name it was uploaded under.
    public var originalName: String?
    /// Length in bytes.
    public var bytes: Int?
    /// MD5, SHA-1 and SHA-256 of the exact bytes, at most one of each.
    public var digests: [Digest] = []
    /// The perceptual hash.
    public var pdq: Hash256?
    /// The perceptual hash's quality, 0…100.
    public var pdqQuality: Int?
    /// How the perceptual hash was computed.
    public var pdqProfile: String?
    /// When it was uploaded.
    public var uploaded: Sourced<Instant>?
    /// Where it was found.
    public var location: String?
    /// Whether a person of the reporter looked at this exact file before reporting it.
    public var viewedByReporter: Sourced<ThreeValued> = .notStated
    /// Whether a person of the reporter looked at its EXIF data.
    public var exifViewedByReporter: Sourced<ThreeValued> = .notStated
    /// Whether it could be seen by anyone.
    public var publiclyAvailable: Sourced<ThreeValued> = .notStated
    /// Whether it is reported itself or only explains what is.
    public var relevance: Relevance?
    /// What it shows or how it spread, in the receiver's words.
    public var annotations: [FileAnnotation] = []
    /// The industry's classification, by members of the hash-sharing agreement only.
    public var industryClassification: Sourced<IndustryClassification>?
    /// Internet addresses it was uploaded from.
    public var ipCaptures: [IPCapture] = []
    /// Devices it was uploaded from.
    public var devices: [DeviceIdentifier] = []
    /// Entries of known-hash lists it met.
    public var listMatches: [ListMatch] = []
    /// Anything else.
    public var additional: [String] = []

    /// Whether a file is reported itself.
    public enum Relevance: String, Codable, Sendable, CaseIterable {
        /// Reported itself.
        case reported
        /// Gives context to a reported file.
        case supplemental
    }

    /// Nothing known.
    public init() {}

    /// The digest of an algorithm.
    public func digest(_ algorithm: DigestAlgorithm) -> Digest? { digests.first { $0.algorithm == algorithm } }
}

/// A for a prepubescent child, B for a pubescent one; 1 for a sex act, 2 for lascivious exhibition.
public enum IndustryClassification: String, Codable, Sendable, CaseIterable {
    /// Prepubescent, sex act.
    case a1 = "A1"
    /// Prepubescent, lascivious exhibition.
    case a2 = "A2"
    /// Pubescent, sex act.
    case b1 = "B1"
    /// Pubescent, lascivious exhibition.
    case b2 = "B2"
}

/// What a file shows or how it spread, as somebody who may look stated it.
public enum FileAnnotation: String, Codable, Sendable, CaseIterable {
    /// Drawn or virtual.
    case animeDrawingVirtualHentai
    /// Perhaps shared as a joke.
    case potentialMeme
    /// Spread widely.
    case viral
    /// Perhaps made by the child.
    case possibleSelfProduction
    /// Physical harm.
    case physicalHarm
    /// Violence.
    case violenceGore
    /// Animals.
    case bestiality
    /// Streamed live.
    case liveStreaming
    /// An infant.
    case infant
    /// Made by a generative model.
    case generativeAi
}

/// An entry of a known-hash list that a file met.
public struct ListMatch: Codable, Sendable, Hashable {
    /// The recorded match.
    public var match: EntityID
    /// The list.
    public var list: String
    /// The entry within the list.
    public var entry: String
    /// Which hash met.
    public var algorithm: String
    /// Differing bits.
    public var distance: Int
    /// The list's categories of the entry.
    public var categories: [String]
    /// When the match was recorded.
    public var recorded: Instant
    /// Who recorded it.
    public var recordedBy: String

    /// Takes over a recorded match.
    public init(_ match: KnownFileMatch) {
        self.match = match.id
        list = match.list
        entry = match.entry
        algorithm = match.algorithm
        distance = match.distance
        categories = match.categories
        recorded = match.recorded
        recordedBy = match.recordedBy
    }
}
