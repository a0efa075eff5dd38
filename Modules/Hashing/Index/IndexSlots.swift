/// A slot of the pigeonhole index: some neighbouring bits of a hash, counted from the most significant.
struct IndexSlot: Sendable, Hashable {
    /// The first bit, 0…255.
    var start: Int
    /// How many.
    var width: Int

    /// Bytes of its offsets.
    var offsetBytes: Int { ((1 << width) + 1) * 4 }
}

/// How the 256 bits are cut into slots, by the number of hashes.
enum IndexSlots {
    /// Below so many hashes a scan from the caches is as fast as any index.
    static let leastHashes = 65_536
    /// Offsets, postings and rows together stay below so many bytes a hash.
    static let byteLimit = 128.0
    /// Slot counts that are considered: widths of 9 to 28 bits.
    static let counts = 10...28

    /// The slots for so many hashes: those that make a query at distance 31 cheapest within the limit of memory. None for few hashes.
    static func chosen(for hashes: Int) -> [IndexSlot] {
        guard hashes >= leastHashes else { return [] }
        let fitting = counts.map(divided).filter { bytes($0, hashes) <= byteLimit * Double(hashes) }
        let costs = fitting.map { (slots: $0, cost: SearchPlan.cost(of: $0, hashes: hashes, radius: 31)) }
        return costs.min { $0.cost < $1.cost }?.slots ?? []
    }

    /// 256 bits in so many slots, the wider ones first.
    static func divided(_ count: Int) -> [IndexSlot] {
        var start = 0
        return (0..<count).map { place in
            let width = 256 / count + (place < 256 % count ? 1 : 0)
            defer { start += width }
            return IndexSlot(start: start, width: width)
        }
    }

    /// What an index takes: rows, offsets, and postings of all slots but the first, which the rows are sorted by.
    static func bytes(_ slots: [IndexSlot], _ hashes: Int) -> Double {
        Double(hashes) * Double(32 + 4 * max(0, slots.count - 1)) + Double(slots.reduce(0) { $0 + $1.offsetBytes })
    }
}
