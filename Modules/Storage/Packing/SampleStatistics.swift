/// How many of a set of samples hold each run of eight bytes, by a hash of the run: two runs may share a count, which costs a little
/// choice and no correctness.
struct SampleStatistics {
    /// The length of a run.
    static let run = 8
    private static let bits: UInt64 = 18

    private(set) var counts = [UInt32](repeating: 0, count: 1 << Int(bits))

    /// Counts each run once a sample.
    init(_ samples: some Sequence<[UInt8]>) {
        var seen = [UInt32](repeating: 0, count: counts.count)
        var number: UInt32 = 0
        for sample in samples {
            number += 1
            for slot in Self.slots(of: sample) where seen[slot] != number {
                seen[slot] = number
                counts[slot] += 1
            }
        }
    }

    /// The slot of each run of a text, in order; empty for texts shorter than a run.
    static func slots(of text: [UInt8]) -> [Int] {
        guard text.count >= run else { return [] }
        var slots: [Int] = []
        slots.reserveCapacity(text.count - run + 1)
        var window: UInt64 = 0
        for (place, byte) in text.enumerated() {
            window = window << 8 | UInt64(byte)
            if place >= run - 1 { slots.append(Int((window &* 0xcf1b_bcdc_b7a5_6463) >> (64 - bits))) }
        }
        return slots
    }

    /// What a slot's runs are worth: how many samples hold them; nothing if only one does.
    func value(_ slot: Int) -> Int { counts[slot] > 1 ? Int(counts[slot]) : 0 }

    /// Takes the worth of a slot away, because the dictionary holds it now.
    mutating func spend(_ slot: Int) { counts[slot] = 0 }
}
