/// Makes a packing dictionary of samples.
///
/// Candidates are sample bodies end to end, and pieces chosen by how many samples share their runs of eight bytes (the idea of
/// zstd's COVER: Liao, Petri, Moffat, Wirth 2016), in several lengths of piece, with and without a whole typical body at the end.
/// The one that packs held-out samples smallest wins. The same samples give the same bytes.
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
        let learned = samples.indices.filter { $0 % 5 != 4 }.map { samples[$0].body }
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
        var list = [("end to end", Self.endToEnd(samples.suffix(64), size: size))]
        for piece in [16, 24, 40, 64, 112] {
            let chosen = pieces(samples, piece: piece, size: size)
            list.append(("pieces of \(piece)", chosen))
            if let typical = Self.ranked(samples.suffix(256)).last, typical.count < size / 2 {
                list.append(
                    ("pieces of \(piece) and a body", Array(chosen.suffix(size - typical.count)) + typical))
            }
        }
        return list
    }

    /// Whole samples, the most typical last, cut at the front to the size.
    static func endToEnd(_ samples: some Collection<[UInt8]>, size: Int) -> [UInt8] {
        Array(ranked(samples).joined().suffix(size))
    }

    /// The samples by how much they share with the others, the most typical last; equal ones stay in their order.
    private static func ranked(_ samples: some Collection<[UInt8]>) -> [[UInt8]] {
        let statistics = SampleStatistics(samples)
        let scored = samples.enumerated().map { place, sample in
            let shared = SampleStatistics.slots(of: sample).reduce(0) { $0 + statistics.value($1) }
            return (score: shared / max(1, sample.count), place: place, sample: sample)
        }
        return scored.sorted { ($0.score, $0.place) < ($1.score, $1.place) }.map(\.sample)
    }

    /// The pieces whose runs most samples share, each run counted once; the best piece last.
    private func pieces(_ samples: [[UInt8]], piece: Int, size: Int) -> [UInt8] {
        var statistics = SampleStatistics(samples)
        let slots = samples.map(SampleStatistics.slots)
        // The samples are gone through in groups, a piece from each in turn, so that one kind of sample does not take all the room.
        let groupCount = min(samples.count, max(1, size / piece / 4))
        var chosen: [[UInt8]] = []
        var total = 0
        var barren = 0
        var group = 0
        while total < size, barren < groupCount {
            let members = stride(from: group, to: samples.count, by: groupCount)
            group = (group + 1) % groupCount
            guard let best = bestPiece(members, samples, slots, statistics, piece) else {
                barren += 1
                continue
            }
            barren = 0
            let range = best.start..<best.end
            for slot in slots[best.sample][best.start...(best.end - SampleStatistics.run)] { statistics.spend(slot) }
            chosen.append(Array(samples[best.sample][range]))
            total += range.count
        }
        return Array(chosen.reversed().joined().suffix(size))
    }

    private struct Piece {
        var sample: Int
        var start: Int
        var end: Int
        var score: Int
    }

    private func bestPiece(
        _ members: StrideTo<Int>, _ samples: [[UInt8]], _ slots: [[Int]], _ statistics: SampleStatistics, _ length: Int
    ) -> Piece? {
        var best: Piece?
        let width = length - SampleStatistics.run + 1
        for sample in members {
            let values = slots[sample].map(statistics.value)
            guard !values.isEmpty else { continue }
            let span = min(width, values.count)
            var sum = values[..<span].reduce(0, +)
            for start in 0...(values.count - span) {
                if start > 0 { sum += values[start + span - 1] - values[start - 1] }
                if sum > best?.score ?? 0 {
                    best = Piece(sample: sample, start: start, end: start + span, score: sum)
                }
            }
        }
        guard var piece = best else { return nil }
        // Runs at either end that are worth nothing (any more) are left out.
        while piece.start < piece.end - 1, statistics.value(slots[piece.sample][piece.start]) == 0 { piece.start += 1 }
        while piece.end - 1 > piece.start, statistics.value(slots[piece.sample][piece.end - 1]) == 0 { piece.end -= 1 }
        piece.end += SampleStatistics.run - 1
        return piece
    }
}
