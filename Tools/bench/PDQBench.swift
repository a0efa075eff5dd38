import AllianceKit
import Glibc
import Hashing
import Imaging

/// Milliseconds of a thread's processor time from JPEG to PDQ in every profile, beside pdqhash with Pillow on the same bytes in the same minute; and
/// the core alone for each instruction set. Ratios say how many times the peer's time is ours.
enum PDQBench {
    private static let sizes = [("512x512", 512, 512), ("1920x1080", 1920, 1080), ("4000x3000", 4000, 3000)]
    /// Times the peer, for each size.
    private static let goals: [PDQProfile: [Double]] = [.full: [5, 3.3, 5], .fast: [8, 7, 12]]

    /// Measures at three sizes.
    static func run(in folder: String) throws -> [BenchFigure] {
        var figures = try core()
        for (place, (label, width, height)) in sizes.enumerated() {
            guard let made = BenchPicture.make(width, height), let bytes = JPEGEncoder.encode(made) else { continue }
            let path = "\(folder)/\(label).jpg"
            try Files.write(bytes, to: path)
            figures += try pictures(label, bytes, path) { goals[$0]?[place] }
        }
        return figures + distances()
    }

    /// How far `fast` is from `full` in pictures of many sizes, of quality 80 and more.
    private static func distances() -> [BenchFigure] {
        var found: [Int] = []
        for place in 0..<300 {
            let (width, height) = (64 + place * 37 % 2500, 64 + place * 53 % 1900)
            guard let made = BenchPicture.make(width, height, seed: UInt64(place), contrast: 4),
                let bytes = JPEGEncoder.encode(
                    made, quality: 75 + place % 21, subsampling: place % 4 == 0 ? .none444 : .quarter420,
                    progressive: place % 10 == 9),
                let full = try? PDQ.hash(decoding: bytes), full.quality >= 80,
                let fast = try? PDQ.hash(decoding: bytes, profile: .fast)
            else { continue }
            found.append(full.hash.distance(to: fast.hash))
        }
        let mean = Double(found.reduce(0, +)) / Double(max(1, found.count))
        return [
            BenchFigure(name: "pictures of quality 80 and more", value: Double(found.count), unit: "of 300"),
            BenchFigure(name: "fast from full, mean", value: mean, unit: "bits", target: .atMost(2)),
            BenchFigure(
                name: "fast from full, most", value: Double(found.max() ?? 0), unit: "bits", target: .atMost(10)),
        ]
    }

    private static func pictures(
        _ label: String, _ bytes: [UInt8], _ path: String, goal: (PDQProfile) -> Double?
    ) throws -> [BenchFigure] {
        let picture = try ImageDecoder.decode(bytes)
        let runs = max(7, 20_000_000 / picture.samples.count)
        let peer = Peer.lines("pdqhash_pillow.py", ["\(max(5, runs / 5))", path])?.first.flatMap { Double($0[1]) }
        var figures = [
            BenchFigure(
                name: "JPEG \(label), size", value: Double(bytes.count * 8 * 3) / Double(picture.samples.count),
                unit: "bits/pixel"),
            BenchFigure(
                name: "JPEG \(label), decode to RGB", value: median(runs) { _ = try? ImageDecoder.decode(bytes) },
                unit: "ms"),
            BenchFigure(
                name: "JPEG \(label), decode as fast does", value: median(runs) { decodeOnly(bytes) }, unit: "ms"),
            BenchFigure(name: "JPEG \(label), pdqhash with Pillow", value: peer ?? .nan, unit: "ms"),
        ]
        for profile in PDQProfile.allCases {
            let time = median(runs) { _ = try? PDQ.hash(decoding: bytes, profile: profile) }
            figures.append(
                BenchFigure(
                    name: "JPEG \(label) to PDQ \(profile.rawValue)", value: time, unit: "ms",
                    ratio: peer.map { $0 / time }, target: peer == nil ? nil : goal(profile).map { .atLeast($0) },
                    targetIsRatio: true))
        }
        guard PlainReference.hash(of: picture) == PDQ.hash(of: picture) else {
            throw AllianceError("bench.hash", "the plain loops give another hash at \(label)", exit: .bug)
        }
        figures.append(
            BenchFigure(
                name: "JPEG \(label) to PDQ and digests", value: median(runs) { _ = FileHashes.compute(bytes) },
                unit: "ms"))
        return figures
    }

    /// From 512 x 512 values to bits, without any decoding.
    private static func core() throws -> [BenchFigure] {
        guard let picture = BenchPicture.make(512, 512),
            let gray = Picture(
                width: 512, height: 512, layout: .gray,
                samples: stride(from: 0, to: picture.samples.count, by: 3).map { picture.samples[$0] })
        else { return [] }
        let luma = gray.samples.map(Float.init)
        var figures = [
            BenchFigure(
                name: "512x512 luma to PDQ, exact",
                value: median(300) { _ = PDQ.hash(luma: luma, width: 512, height: 512) }, unit: "ms",
                target: .atMost(0.4)),
            BenchFigure(
                name: "512x512 gray to PDQ, fast", value: median(300) { _ = PDQ.hash(of: gray, profile: .fast) },
                unit: "ms", target: .atMost(0.07)),
        ]
        for variant in PDQVariant.allCases where variant.isSupported && variant != .best {
            for profile in [PDQProfile.full, .fast] {
                let time = median(300) { _ = PDQ.hash(of: gray, profile: profile, variant: variant) }
                figures.append(
                    BenchFigure(name: "512x512 gray to PDQ, \(profile.rawValue), \(variant)", value: time, unit: "ms"))
            }
        }
        let all = median(300) { _ = PDQ.dihedral(of: gray) }
        figures.append(BenchFigure(name: "512x512 gray to PDQ, full, eight orientations", value: all, unit: "ms"))
        return figures
    }

    private static func decodeOnly(_ bytes: [UInt8]) {
        var sink = NoSink()
        try? ImageDecoder.stream(bytes, .gray(side: 512), into: &sink)
    }

    private struct NoSink: PictureSink {
        mutating func begin(_ rows: PictureRows) {}
        mutating func take(_ rows: UnsafeRawPointer, stride: Int, count: Int) {}
    }
}

/// The median of the thread's processor time in milliseconds: other jobs on the machine do not count.
func median(_ runs: Int, _ body: () -> Void) -> Double {
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
