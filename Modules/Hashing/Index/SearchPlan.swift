/// What looking for hashes within a radius takes: how far each slot is probed.
///
/// If the radii plus one add up to more than the radius asked for, a hash within it must be within its slot's radius in some slot: were it
/// farther in each, it would differ in too many bits. So recall is exact however the radii are dealt out, and they are dealt out where
/// they cost least.
struct SearchPlan: Sendable {
    /// The greatest distance probed within each slot; -1 leaves a slot out.
    let radii: [Int]
    /// Values that are looked up for one query.
    let probes: Int
    /// Nanoseconds that a query is expected to take.
    let cost: Double

    /// Nanoseconds for a probe, and for a candidate; measured with ten million hashes in memory on one core of a Zen 5.
    static let probeCost = 8.0
    static let candidateCost = 9.0
    /// A slot is probed no farther than this; 28 bits have 24,158 values that near.
    static let farthest = 4

    /// Deals out the radii; nil when the slots cannot hold so great a radius.
    init?(_ slots: [IndexSlot], hashes: Int, radius: Int) {
        guard !slots.isEmpty, radius >= 0 else { return nil }
        var radii = slots.map { _ in -1 }
        var (probes, cost) = (0.0, 0.0)
        // The next step of each slot costs more than its last one, so the cheapest step at a time gives the cheapest sum.
        var next = slots.map { Self.step($0, to: 0, hashes) }
        for _ in 0...radius {
            var best = 0
            for place in next.indices where next[place].cost < next[best].cost { best = place }
            guard next[best].cost.isFinite else { return nil }
            radii[best] += 1
            probes += next[best].probes
            cost += next[best].cost
            next[best] = Self.step(slots[best], to: radii[best] + 1, hashes)
        }
        self.radii = radii
        self.probes = Int(probes)
        self.cost = cost
    }

    private static func step(_ slot: IndexSlot, to radius: Int, _ hashes: Int) -> (probes: Double, cost: Double) {
        guard radius <= min(farthest, slot.width) else { return (0, .infinity) }
        var values = 1.0
        for place in 0..<radius { values = values * Double(slot.width - place) / Double(place + 1) }
        let candidates = Double(hashes) / Double(1 << slot.width)
        return (values, values * (probeCost + candidateCost * candidates))
    }

    /// Nanoseconds that a query is expected to take with these slots.
    static func cost(of slots: [IndexSlot], hashes: Int, radius: Int) -> Double {
        SearchPlan(slots, hashes: hashes, radius: radius)?.cost ?? .infinity
    }
}

/// What a scan takes.
enum ScanCost {
    /// Queries that are compared in one pass over the hashes.
    static let batch = 64
    /// Nanoseconds that a hash takes to arrive from memory.
    static let perHash = 0.3

    /// Nanoseconds of a comparison; measured as the index's costs are.
    static func perComparison(_ variant: ScanVariant, radius: Int) -> Double {
        let narrow: Double =
            switch variant.effective {
            case .avx512: 0.037
            case .avx2: 0.2
            case .popcnt: 0.46
            default: 1.25
            }
        return radius <= 38 ? narrow : narrow * 2
    }

    /// Nanoseconds for some queries.
    static func cost(hashes: Int, queries: Int, radius: Int, variant: ScanVariant) -> Double {
        let passes = Double((queries + batch - 1) / batch)
        let comparison = perComparison(variant, radius: radius)
        return Double(hashes) * (passes * perHash + Double(queries) * comparison)
    }

    /// Candidates of one query after which its scan would have been cheaper than its buckets.
    static func allowed(hashes: Int) -> Int { 4096 + hashes / 128 }
}
