import AllianceKit

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

    /// Makes one of a hit in a list.
    init(_ hit: HashListHit, _ algorithm: HashAlgorithm, distance: Int) {
        list = hit.list
        entry = hit.entry.entry
        self.algorithm = algorithm
        self.distance = distance
        categories = hit.entry.category.map { [$0] } ?? []
        source = hit.entry.source
    }

    /// The members of the documented shape, in order.
    var json: JSONObject {
        [
            "list": .string(list), "entry": .string(entry), "algorithm": .string(algorithm.rawValue),
            "distance": .integer(Int64(distance)), "categories": .array(categories.map { .string($0) }),
        ]
    }
}
