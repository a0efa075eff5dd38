/// Makes a packing dictionary of samples.
///
/// Candidates are made of pieces chosen by how many samples share their runs of eight bytes (the idea of zstd's COVER: Liao, Petri,
/// Moffat, Wirth 2016), in several lengths of piece; the one that packs held-out samples smallest wins. The same samples give the same
/// bytes. A dictionary outlives the records it was made of, so only runs that several samples share get in: a name or an address that
/// one record holds does not.
struct DictionaryTrainer {
    /// What came of a training.
    struct Outcome {
        /// The dictionary's bytes.
        var bytes: [UInt8]
        /// Packed size of the held-out samples with it, in bytes.
        var packed: Int
        /// Their packed size with the dictionary in use before.
        var packedBefore: Int
        /// Their raw size.
        var raw: Int
        /// How the winner was made.
        var method: String
    }

    /// The size aimed at.
    var size = PackingDictionary.limit

    /// Trains on four fifths of the samples and compares on the rest.
    func train(_ samples: [(id: String, body: [UInt8])], before: [UInt8]) -> Outcome? {
        guard samples.count >= 10 else { return nil }
        let held = samples.indices.filter { $0 % 5 == 4 }.prefix(400).map { samples[$0] }
        let learned = samples.indices.filter { $0 % 5 != 4 }.map { BodyFolder.text(of: samples[$0].body) }
        let packer = Packer(maximum: 1 << 26)
        func weigh(_ bytes: [UInt8], _ number: Int64) -> Int {
            let dictionary = PackingDictionary(id: number, bytes: bytes)
            return held.reduce(0) { sum, sample in
                let packed = try? packer.pack(sample.body, id: sample.id, dictionary: dictionary)
                return sum + (packed?.count ?? sample.body.count)
            }
        }
        let candidates = self.candidates(learned)
        let packedBefore = weigh(before, 1)
        var best: Outcome?
        for (place, candidate) in candidates.enumerated() {
            let packed = weigh(candidate.bytes, Int64(place) + 2)
            if packed < best?.packed ?? Int.max {
                best = Outcome(
                    bytes: candidate.bytes, packed: packed, packedBefore: packedBefore,
                    raw: held.reduce(0) { $0 + $1.body.count }, method: candidate.method)
            }
        }
        return best
    }

    private func candidates(_ samples: [[UInt8]]) -> [(method: String, bytes: [UInt8])] {
        [16, 24, 32, 48, 80, 128].map { ("pieces of \($0)", pieces(samples, piece: $0, size: size)) }
    }

    /// How many of so many samples must share a run: three, and one in two hundred.
    static func threshold(_ count: Int) -> Int { max(3, count / 200) }

    /// Whole samples, the most typical last, cut at the front to the size.
    static func endToEnd(_ samples: some Collection<[UInt8]>, size: Int) -> [UInt8] {
        Array(ranked(samples).joined().suffix(size))
    }

    /// The samples by how much they share with the others, the most typical last; equal ones stay in their order.
    private static func ranked(_ samples: some Collection<[UInt8]>) -> [[UInt8]] {
        let statistics = SampleStatistics(samples, threshold: 2)
        let scored = samples.enumerated().map { place, sample in
            let shared = statistics.slots(of: sample).reduce(0) { $0 + statistics.value($1) }
            return (score: shared / max(1, sample.count), place: place, sample: sample)
        }
        return scored.sorted { ($0.score, $0.place) < ($1.score, $1.place) }.map(\.sample)
    }

    /// The pieces whose runs most samples share, each run counted once; the best piece last.
    private func pieces(_ samples: [[UInt8]], piece: Int, size: Int) -> [UInt8] {
        let statistics = SampleStatistics(samples, threshold: Self.threshold(samples.count))
        var worth = statistics.counts.indices.map(statistics.value)
        let slots = samples.map(statistics.slots)
        let shared = slots.map { $0.map(statistics.isShared) }
        // The samples are gone through in groups, a piece from each in turn, so that one kind of sample does not take all the room.
        let groupCount = min(samples.count, max(1, size / piece / 4))
        var chosen: [[UInt8]] = []
        var total = 0
        var barren = 0
        var group = 0
        while total < size, barren < groupCount {
            var best: Piece?
            for sample in stride(from: group, to: samples.count, by: groupCount) {
                Self.seek(sample, slots[sample], shared[sample], worth, piece, &best)
            }
            group = (group + 1) % groupCount
            guard let found = best?.trimmed(slots, worth) else {
                barren += 1
                continue
            }
            barren = 0
            for slot in slots[found.sample][found.start..<found.end] { worth[slot] = 0 }
            let bytes = samples[found.sample][found.start..<(found.end + SampleStatistics.run - 1)]
            chosen.append(Array(bytes))
            total += bytes.count
        }
        return Array(chosen.reversed().joined().suffix(size))
    }

    /// A range of runs of a sample.
    private struct Piece {
        var sample: Int
        var start: Int
        var end: Int
        var score: Int

        /// Without the runs at either end that are worth nothing (any more).
        func trimmed(_ slots: [[Int]], _ worth: [Int]) -> Piece {
            var piece = self
            while piece.start < piece.end - 1, worth[slots[sample][piece.start]] == 0 { piece.start += 1 }
            while piece.end - 1 > piece.start, worth[slots[sample][piece.end - 1]] == 0 { piece.end -= 1 }
            return piece
        }
    }

    /// Looks for a better piece in one sample: the greatest sum over a window of runs that are all shared.
    private static func seek(
        _ sample: Int, _ slots: [Int], _ shared: [Bool], _ worth: [Int], _ length: Int, _ best: inout Piece?
    ) {
        let width = max(1, length - SampleStatistics.run + 1)
        var start = 0
        var sum = 0
        for place in slots.indices {
            guard shared[place] else {
                start = place + 1
                sum = 0
                continue
            }
            sum += worth[slots[place]]
            if place - start >= width {
                sum -= worth[slots[start]]
                start += 1
            }
            if sum > best?.score ?? 0 { best = Piece(sample: sample, start: start, end: place + 1, score: sum) }
        }
    }
}
