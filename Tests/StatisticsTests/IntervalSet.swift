import Glibc

/// Random interval-censored data: looks before and after an exponential time, some exact, some open, some touching.
struct IntervalSet {
    var lower: [Double] = []
    var upper: [Double] = []

    static func random(_ random: inout SplitMix, count: Int, ties: Bool) -> IntervalSet {
        var set = IntervalSet()
        for _ in 0..<count {
            let time = -10 * log(1 - random.fraction())
            var low = random.fraction() * time
            var high = time - 4 * log(1 - random.fraction())
            let kind = random.below(20)
            if kind < 3 { low = 0 }
            if ties {
                low = low.rounded(.down)
                high = max(high.rounded(.up), low + 1)
            }
            if kind >= 3, kind < 8 { high = .infinity }
            if kind >= 8, kind < 11 { high = low }
            set.lower.append(low)
            set.upper.append(high)
        }
        return set
    }
}

/// SplitMix64, so that every run has the same data.
struct SplitMix {
    private var state: UInt64
    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
        return mixed ^ mixed >> 31
    }
    mutating func below(_ limit: Int) -> Int { Int(next() % UInt64(limit)) }
    mutating func fraction() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }
}
