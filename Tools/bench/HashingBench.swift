import AllianceKit
import Glibc
import Hashing
import Imaging

/// Milliseconds a picture: decoding, the hash, both, against the plain loops of the reference in the same run; and the scan.
enum HashingBench {
    /// Measures at three sizes.
    static func run() throws -> [BenchFigure] {
        var figures: [BenchFigure] = []
        for (label, width, height) in [("512x512", 512, 512), ("1920x1080", 1920, 1080), ("4000x3000", 4000, 3000)] {
            figures += try pictures(label, width, height)
        }
        return figures + [scan()]
    }

    private static func pictures(_ label: String, _ width: Int, _ height: Int) throws -> [BenchFigure] {
        guard let made = synthetic(width, height), let bytes = JPEGEncoder.encode(made) else { return [] }
        let picture = try ImageDecoder.decode(bytes)
        let runs = max(5, 4_000_000 / (width * height) * 5)
        let decode = median(runs) { _ = try? ImageDecoder.decode(bytes) }
        let hash = median(runs) { _ = PDQ.hash(of: picture) }
        let both = median(runs) {
            _ = FileHashes.compute(bytes, options: HashOptions(algorithms: HashAlgorithms([.pdq])))
        }
        let all = median(runs) { _ = FileHashes.compute(bytes) }
        var plain: PDQHash?
        let reference = median(max(3, runs / 5)) { plain = PlainReference.hash(of: picture) }
        guard plain == PDQ.hash(of: picture) else {
            throw AllianceError("bench.hash", "the plain loops give another hash at \(label)", exit: .bug)
        }
        return [
            BenchFigure(name: "JPEG \(label), decode", value: decode, unit: "ms"),
            BenchFigure(name: "JPEG \(label), plain loops from pixels", value: reference, unit: "ms"),
            BenchFigure(
                name: "JPEG \(label), PDQ from pixels", value: hash, unit: "ms", ratio: hash / reference,
                target: .atMost(0.25), targetIsRatio: true),
            BenchFigure(name: "JPEG \(label), file to PDQ", value: both, unit: "ms"),
            BenchFigure(name: "JPEG \(label), file to PDQ and digests", value: all, unit: "ms"),
        ]
    }

    private static func scan() -> BenchFigure {
        var state: UInt64 = 1
        func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state ^ state >> 29
        }
        let index = HashIndex(
            (0..<1_000_000).map { _ in Hash256(word0: next(), word1: next(), word2: next(), word3: next()) })
        let query = Hash256(word0: next(), word1: next(), word2: next(), word3: next())
        let time = median(21) { _ = index.matches(for: query, within: 31) }
        return BenchFigure(name: "exact scan of 1,000,000 hashes", value: 1000 / time, unit: "queries/s")
    }

    /// Gradients, waves, hard edges and noise: something in every frequency, the same every time.
    private static func synthetic(_ width: Int, _ height: Int) -> Picture? {
        var samples: [UInt8] = []
        samples.reserveCapacity(width * height * 3)
        var state: UInt32 = 7
        for y in 0..<height {
            for x in 0..<width {
                state = state &* 1_664_525 &+ 1_013_904_223
                let noise = Int(state >> 28)
                let edge = (x * 9 / width + y * 7 / height) % 3 * 40
                samples.append(UInt8(clamping: x * 120 / width + edge + noise))
                samples.append(UInt8(clamping: y * 150 / height + edge + noise))
                samples.append(UInt8(clamping: (x ^ y) & 63 + edge + 40))
            }
        }
        return Picture(width: width, height: height, layout: .rgb, samples: samples)
    }

    /// The median of the thread's processor time in milliseconds: other jobs on the machine do not count.
    private static func median(_ runs: Int, _ body: () -> Void) -> Double {
        func now() -> Double {
            var time = timespec()
            unsafe clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
            return Double(time.tv_sec) * 1000 + Double(time.tv_nsec) / 1e6
        }
        var times: [Double] = []
        for _ in 0..<runs {
            let start = now()
            body()
            times.append(now() - start)
        }
        return times.sorted()[runs / 2]
    }
}
