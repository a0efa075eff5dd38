public import AllianceKit

/// What changes one state of a list into the next: places that go, then prefixes that come (Safe Browsing, "partial update").
public struct HashPrefixUpdate: Sendable, Hashable {
    /// Places in the old sorted list, strictly ascending.
    public let removals: [UInt32]
    /// Prefixes that are new.
    public let additions: HashPrefixList
    /// The checksum of the list that it starts from.
    public let base: Digest
    /// The checksum of the list that it leads to.
    public let checksum: Digest

    /// Takes what a file says.
    public init(removals: [UInt32], additions: HashPrefixList, base: Digest, checksum: Digest) {
        self.removals = removals
        self.additions = additions
        self.base = base
        self.checksum = checksum
    }

    /// Finds the difference of two states. Throws `takedown.prefixes.length` when their prefixes differ in length.
    public init(from old: HashPrefixList, to new: HashPrefixList) throws(AllianceError) {
        guard old.prefixLength == new.prefixLength else { throw Self.otherLength }
        var (removals, added): ([UInt32], [UInt8]) = ([], [])
        Self.merge(old, new) { place, other in
            if let place, other == nil { removals.append(UInt32(place)) }
            if place == nil, let other { added += new[other] }
        }
        self.init(
            removals: removals, additions: try HashPrefixList(sorted: added, prefixLength: new.prefixLength),
            base: old.checksum, checksum: new.checksum)
    }

    /// The next state.
    ///
    /// Errors: `takedown.prefixes.base` (it starts from another list), `.removal` (a place that is not there), `.addition` (a
    /// prefix that is there already), `.checksum` (what comes out is not what was meant), `.length`.
    public func apply(to old: HashPrefixList) throws(AllianceError) -> HashPrefixList {
        guard old.prefixLength == additions.prefixLength else { throw Self.otherLength }
        guard old.checksum == base else {
            throw AllianceError(
                "takedown.prefixes.base", "the update starts from another list than this one",
                hint: "get the complete list")
        }
        var kept: [UInt8] = []
        kept.reserveCapacity(old.bytes.count)
        var next = removals.makeIterator()
        var removal = next.next()
        for place in 0..<old.count {
            if removal == UInt32(place) { removal = next.next() } else { kept += old[place] }
        }
        guard removal == nil else {
            throw AllianceError("takedown.prefixes.removal", "the update removes a place that the list has not")
        }
        let left = try HashPrefixList(sorted: kept, prefixLength: old.prefixLength)
        var (bytes, twice): ([UInt8], Bool) = ([], false)
        bytes.reserveCapacity(left.bytes.count + additions.bytes.count)
        Self.merge(left, additions) { place, other in
            twice = twice || place != nil && other != nil
            if let place { bytes += left[place] } else if let other { bytes += additions[other] }
        }
        guard !twice else {
            throw AllianceError("takedown.prefixes.addition", "the update adds a prefix that is there already")
        }
        let result = try HashPrefixList(sorted: bytes, prefixLength: old.prefixLength)
        guard result.checksum == checksum else { throw HashPrefixFile.wrongChecksum }
        return result
    }

    /// Goes through two lists in one order: a place in the first, in the second, or in both when they hold the same prefix.
    private static func merge(_ one: HashPrefixList, _ two: HashPrefixList, _ each: (Int?, Int?) -> Void) {
        var (left, right) = (0, 0)
        while left < one.count || right < two.count {
            if right == two.count {
                each(left, nil)
                left += 1
            } else if left == one.count {
                each(nil, right)
                right += 1
            } else {
                let (first, second) = (one[left], two[right])
                let isSame = first == second
                let isBefore = first.lexicographicallyPrecedes(second)
                each(isSame || isBefore ? left : nil, isSame || !isBefore ? right : nil)
                if isSame || isBefore { left += 1 }
                if isSame || !isBefore { right += 1 }
            }
        }
    }

    private static var otherLength: AllianceError {
        AllianceError("takedown.prefixes.length", "the prefixes of the two lists differ in length")
    }
}
