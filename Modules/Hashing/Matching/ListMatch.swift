public import AllianceKit

/// A list entry that a file's hashes met.
public struct ListMatch: Sendable, Hashable, Codable {
    /// The list's name.
    public var list: String
    /// The entry's name within the list.
    public var entry: String
    /// The strongest hash that met: an equal digest before a near perceptual hash.
    public var algorithm: HashAlgorithm
    /// Differing bits for `pdq`, 0 for digests.
    public var distance: Int
    /// The entry's categories, in the list's own scheme.
    public var categories: [String]
    /// Who gave the entry.
    public var source: String?
    /// What the list is about; a match in a good list says that nobody need look.
    public var kind: HashListKind?
    /// How the entry's PDQ hash was computed, for matches by it.
    public var profile: PDQProfile?
    /// How the file's PDQ hash was computed, where that is another way: distances are then up to 16 bits off.
    public var otherProfile: PDQProfile?
    /// How the file's picture lies on the entry's, when all orientations were looked up.
    public var orientation: PDQOrientation?
    /// What was said of the entry, and by whom.
    public var opinions: [HashOpinion]?

    /// Makes one of a hit in a list.
    init(
        _ hit: HashListHit, _ algorithm: HashAlgorithm, distance: Int, kind: HashListKind?, profile: PDQProfile? = nil,
        orientation: PDQOrientation? = nil
    ) {
        list = hit.list
        entry = hit.entry.entry
        self.algorithm = algorithm
        self.distance = distance
        categories = hit.entry.category.map { [$0] } ?? []
        source = hit.entry.source
        self.kind = kind
        opinions = hit.entry.opinions.isEmpty ? nil : hit.entry.opinions
        guard algorithm == .pdq else { return }
        let own = hit.entry.pdqProfile ?? .full
        self.profile = own
        otherProfile = profile == own ? nil : profile
        self.orientation = orientation
    }

    /// The opinions in one word.
    public var standing: HashStanding { HashStanding(of: opinions ?? []) }

    /// The members of the documented shape, in order.
    var json: JSONObject {
        var object: JSONObject = [
            "list": .string(list), "entry": .string(entry), "algorithm": .string(algorithm.rawValue),
            "distance": .integer(Int64(distance)), "categories": .array(categories.map { .string($0) }),
        ]
        object["kind"] = kind.map { .string($0.rawValue) }
        object["profile"] = profile.map { .string($0.rawValue) }
        if otherProfile != nil { object["crossProfile"] = true }
        object["orientation"] = orientation.map { .string($0.rawValue) }
        guard let opinions else { return object }
        object["standing"] = .string(standing.rawValue)
        object["opinions"] = .array(opinions.map(\.json))
        return object
    }
}
