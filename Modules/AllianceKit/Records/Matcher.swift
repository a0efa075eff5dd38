/// Finds near hashes, whoever stores them.
public protocol Matcher: Sendable {
    /// The distinct stored hashes within `distance` bits of a query, nearest first. Recall is exact.
    func matches(for query: Hash256, within distance: Int) throws -> [NearHash]
}

/// A stored hash and its distance to a query.
public struct NearHash: Sendable, Hashable {
    /// The stored hash.
    public var hash: Hash256
    /// Differing bits, 0…256.
    public var distance: Int

    /// Makes one.
    public init(hash: Hash256, distance: Int) {
        self.hash = hash
        self.distance = distance
    }
}
