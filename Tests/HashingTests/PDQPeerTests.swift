import AllianceKit
import Hashing
import Imaging
import TestKit
import Testing

/// Fresh random pictures, hashed by us, by pdqhash from PyPI, and by the straight-line loops of this test.
@Suite struct PDQPeerTests {
    /// New in every run; what fails names it, and it can be set here to see the failure again.
    static let seed = UInt64.random(in: 0...(.max / 2))
    static let python = ExternalTool.python(importing: "pdqhash")

    /// Sides of every kind: below and above 64, 128 and 512, odd, thin.
    static let sizes: [(Int, Int)] = {
        let random = TestRandomness(seed: seed).bytes(48).map { 5 + Int($0) % 126 }
        let fixed: [(Int, Int)] = [
            (5, 5), (5, 130), (130, 5), (64, 64), (63, 65), (128, 64), (129, 127), (512, 512), (513, 70), (40, 900),
            (700, 300),
        ]
        return fixed + (0..<24).map { place -> (Int, Int) in (random[place * 2], random[place * 2 + 1]) }
    }()

    /// pdqhash of raw RGB pictures: one line `hash quality` and the eight orientations for each.
    private static let script = """
        import sys, numpy, pdqhash
        def text(bits): return "".join("%x" % int("".join(map(str, bits[i:i + 4])), 2) for i in range(0, 256, 4))
        data = sys.stdin.buffer.read()
        place = 0
        for size in sys.argv[1:]:
            width, height = map(int, size.split("x"))
            picture = numpy.frombuffer(data, numpy.uint8, width * height * 3, place).reshape(height, width, 3)
            place += width * height * 3
            bits, quality = pdqhash.compute(picture)
            print(text(bits), quality)
        """

    @Test(.enabled(if: PDQPeerTests.python != nil, "pdqhash is not installed: Scripts/setup --tools"))
    func fullEqualsPDQHash() throws {
        let pictures = Self.sizes.enumerated().map { place, size in
            SyntheticPicture.picture(size.0, size.1, seed: Self.seed + UInt64(place))
        }
        let result = try ExternalTool.run(
            try #require(Self.python), ["-c", Self.script] + pictures.map { "\($0.width)x\($0.height)" },
            input: pictures.flatMap(\.samples))
        #expect(result.exitCode == 0, "\(result.errors)")
        let lines = result.output.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        try #require(lines.count == pictures.count)
        var meaningful = 0
        var same = 0
        for (picture, line) in zip(pictures, lines) {
            let ours = PDQ.hash(of: picture)
            let theirs = try #require(Hash256(hex: line[0]))
            // pdqhash takes luma in double precision, so bits that are rounding noise may differ, and no others.
            let mask = PlainPDQ.meaningful(values(picture, resized: false))
            meaningful += mask.bitCount
            #expect(ours.hash.and(mask) == theirs.and(mask), "\(picture.width) x \(picture.height), seed \(Self.seed)")
            // A step between neighbours that is whole but for rounding counts for one more or one less.
            let quality = try #require(Int(line[1]))
            #expect(abs(ours.quality - quality) <= 1, "\(picture.width) x \(picture.height), seed \(Self.seed)")
            same += ours.quality == quality ? 1 : 0
        }
        #expect(same >= pictures.count - 2)
        #expect(meaningful > pictures.count * 240)
    }

    /// The reference's loops over whole planes and its transform, written down once more as plainly as can be.
    private func plain(_ picture: Picture, resized: Bool) -> (hash: Hash256, quality: Int) {
        let small = values(picture, resized: resized)
        return (PlainPDQ.hash(small), PlainPDQ.quality(small))
    }

    private func values(_ picture: Picture, resized: Bool) -> [Float] {
        var (width, height) = (picture.width, picture.height)
        var columns = Array(0..<width)
        var rows = Array(0..<height)
        if resized, width > 512 || height > 512 {
            columns = (0..<512).map { $0 * width / 512 }
            rows = (0..<512).map { $0 * height / 512 }
            (width, height) = (512, 512)
        }
        var plane: [Float] = []
        let rgb = picture.rgb
        for row in rows {
            for column in columns {
                let place = (row * picture.width + column) * 3
                let sum = Float(0.299) * Float(rgb[place]) + Float(0.587) * Float(rgb[place + 1])
                plane.append(sum + Float(0.114) * Float(rgb[place + 2]))
            }
        }
        let small = width == 64 && height == 64 ? plane : PlainPDQ.reduce(plane, width, height)
        return small
    }

    @Test func bothExactProfilesEqualThePlainLoops() {
        for (place, size) in Self.sizes.enumerated() {
            let layout: Picture.Layout = place % 3 == 0 ? .gray : .rgb
            let picture = SyntheticPicture.picture(size.0, size.1, layout, seed: Self.seed + UInt64(place))
            for profile in [PDQProfile.full, .ref512] {
                let ours = PDQ.hash(of: picture, profile: profile)
                let plain = plain(picture, resized: profile == .ref512)
                #expect(ours.hash == plain.hash, "\(size.0) x \(size.1) \(profile), seed \(Self.seed)")
                #expect(ours.quality == plain.quality)
            }
        }
    }

    /// Every promise of `fast`: at most 10 from `full` where the quality is at least 80, at most 2 in the mean; through JPEG as well, which
    /// is decoded gray and at reduced size.
    @Test func fastKeepsItsDistance() throws {
        var distances: [Int] = []
        for place in 0..<14 {
            let size = [(1100, 1030), (512, 512), (700, 530), (90, 77), (1030, 1300), (333, 217), (23, 14)][
                place % 7]
            let picture = SyntheticPicture.picture(size.0, size.1, seed: UInt64(place + 500))
            let bytes = try #require(
                JPEGEncoder.encode(
                    picture, quality: 75 + place % 21, subsampling: place % 4 == 0 ? .none444 : .quarter420,
                    progressive: place % 10 == 9))
            let full = try PDQ.hash(decoding: bytes)
            let fast = try PDQ.hash(decoding: bytes, profile: .fast)
            #expect(fast.profile == .fast)
            if full.quality >= 80 { distances.append(full.hash.distance(to: fast.hash)) }
        }
        #expect(distances.count >= 12)
        #expect(distances.max() ?? 0 <= 10)
        #expect(distances.reduce(0, +) <= 2 * distances.count)
    }

    /// Small pictures in loud colours, where gray that was never cut to 0…255 as red, green and blue is far from luma that was.
    @Test func fastKeepsItsDistanceInSmallPictures() throws {
        for place in 0..<40 {
            let (width, height) = (8 + place * 7 % 120, 9 + place * 11 % 130)
            let samples = TestRandomness(seed: UInt64(place)).bytes(width * height * 3).map {
                $0 < 128 ? UInt8(0) : 255
            }
            let picture = try #require(Picture(width: width, height: height, layout: .rgb, samples: samples))
            let bytes = try #require(JPEGEncoder.encode(picture, quality: 75, subsampling: .quarter420))
            let full = try PDQ.hash(decoding: bytes)
            let fast = try PDQ.hash(decoding: bytes, profile: .fast)
            #expect(full.hash == fast.hash && full.quality == fast.quality, "\(width) x \(height)")
        }
    }

    /// Decoding row by row gives what decoding whole pictures gives.
    @Test(arguments: JPEGEncoder.Subsampling.allCases, [false, true])
    func streamedEqualsWhole(subsampling: JPEGEncoder.Subsampling, progressive: Bool) throws {
        for (width, height, layout) in [(97, 131, Picture.Layout.rgb), (530, 77, .rgb), (64, 64, .gray), (5, 9, .rgb)] {
            let made = SyntheticPicture.picture(width, height, layout, seed: 3)
            let bytes = try #require(JPEGEncoder.encode(made, subsampling: subsampling, progressive: progressive))
            let picture = try ImageDecoder.decode(bytes)
            for profile in [PDQProfile.full, .ref512] {
                #expect(try PDQ.hash(decoding: bytes, profile: profile) == PDQ.hash(of: picture, profile: profile))
                #expect(
                    try PDQ.dihedral(decoding: bytes, profile: profile) == PDQ.dihedral(of: picture, profile: profile))
            }
        }
    }
}

extension Hash256 {
    fileprivate var bitCount: Int { (0..<256).count { self[$0] } }

    fileprivate func and(_ mask: Hash256) -> Hash256 {
        Hash256(
            word0: word0 & mask.word0, word1: word1 & mask.word1, word2: word2 & mask.word2, word3: word3 & mask.word3)
    }
}
