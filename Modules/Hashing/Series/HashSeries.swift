public import AllianceKit

/// A group of near-duplicate hashes: a candidate series, for a person to look at.
public struct HashSeries: Sendable, Hashable {
    /// `series_…`, made of the smallest hash: the same members give the same identity.
    public let id: EntityID
    /// The distinct hashes, ascending.
    public let members: [Hash256]
    /// The greatest distance of a member from the series' centre, whose bits are those that most members have.
    public let spread: Int
    /// Whether the series strings unlike hashes together: a member is further from the centre than neighbours may be from one another.
    public let isChained: Bool

    /// Makes one of distinct hashes that ascend; at least one.
    init(members: [Hash256], maxDistance: Int) {
        id = EntityID(prefix: "series", name: String(members[0].hex.prefix(32)))
        self.members = members
        let centre = Self.centre(of: members)
        spread = members.reduce(0) { max($0, $1.distance(to: centre)) }
        isChained = spread > maxDistance
    }

    /// The hash of the bits that more than half of some hashes have.
    static func centre(of members: [Hash256]) -> Hash256 {
        var counts = [Int32](repeating: 0, count: 256)
        for member in members {
            for (word, bits) in [member.word0, member.word1, member.word2, member.word3].enumerated() {
                var left = bits
                while left != 0 {
                    counts[word * 64 + left.trailingZeroBitCount] += 1
                    left &= left - 1
                }
            }
        }
        var words: [UInt64] = [0, 0, 0, 0]
        for (bit, count) in counts.enumerated() where Int(count) * 2 > members.count {
            words[bit >> 6] |= 1 << UInt64(bit & 63)
        }
        return Hash256(word0: words[0], word1: words[1], word2: words[2], word3: words[3])
    }
}
