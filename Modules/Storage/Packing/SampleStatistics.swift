/// How many of a set of samples hold each run of eight bytes, by a hash of the run: two runs may share a count, which costs a little
/// choice and no correctness.
struct SampleStatistics {
    /// The length of a run.
    static let run = 8
    private let bits: UInt64
    private let threshold: UInt32
    private(set) var counts: [UInt32]

    /// Counts each run once a sample. A run that fewer than `threshold` samples hold is worth nothing and counts as not shared.
    init(_ samples: some Collection<[UInt8]>, threshold: Int) {
        let total = samples.reduce(0) { $0 + $1.count }
        // Eight slots for each run at most, so that few runs share one.
        bits = min(23, max(12, UInt64(Int.bitWidth - total.leadingZeroBitCount) + 3))
        self.threshold = UInt32(threshold)
        counts = [UInt32](repeating: 0, count: 1 << Int(bits))
        var seen = [UInt32](repeating: 0, count: counts.count)
        var number: UInt32 = 0
        for sample in samples {
            number += 1
            for slot in slots(of: sample) where seen[slot] != number {
                seen[slot] = number
                counts[slot] += 1
            }
        }
    }

    /// The slot of each run of a text, in order; empty for texts shorter than a run.
    func slots(of text: [UInt8]) -> [Int] {
        guard text.count >= Self.run else { return [] }
        var slots: [Int] = []
        slots.reserveCapacity(text.count - Self.run + 1)
        var window: UInt64 = 0
        for (place, byte) in text.enumerated() {
            window = window << 8 | UInt64(byte)
            if place >= Self.run - 1 { slots.append(Int((window &* 0xcf1b_bcdc_b7a5_6463) >> (64 - bits))) }
        }
        return slots
    }

    /// What a slot's runs are worth: how many samples hold them.
    func value(_ slot: Int) -> Int { isShared(slot) ? Int(counts[slot]) : 0 }

    /// Whether enough samples hold a slot's runs.
    func isShared(_ slot: Int) -> Bool { counts[slot] >= threshold }
}
