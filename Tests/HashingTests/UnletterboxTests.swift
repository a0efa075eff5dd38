import AllianceKit
import Hashing
import Imaging
import TestKit
import Testing

/// Removing borders before hashing.
@Suite struct UnletterboxTests {
    /// A picture in a frame of one colour.
    static func framed(
        _ inner: Picture, left: Int = 0, top: Int = 0, right: Int = 0, bottom: Int = 0, colour: [UInt8] = [0, 0, 0]
    ) -> Picture {
        let width = inner.width + left + right
        let height = inner.height + top + bottom
        var samples: [UInt8] = []
        for y in 0..<height {
            for x in 0..<width {
                if (left..<left + inner.width).contains(x), (top..<top + inner.height).contains(y) {
                    let place = ((y - top) * inner.width + x - left) * 3
                    samples += inner.samples[place..<place + 3]
                } else {
                    samples += colour
                }
            }
        }
        return Picture(width: width, height: height, layout: .rgb, samples: samples)!
    }

    /// Without flat edges of its own.
    static let inner: Picture = {
        let samples = TestRandomness(seed: 4).bytes(160 * 120 * 3)
        return Picture(width: 160, height: 120, layout: .rgb, samples: samples)!
    }()

    @Test(arguments: [(0, 30, 0, 30), (40, 0, 40, 0), (10, 20, 3, 1), (0, 50, 0, 0), (0, 0, 0, 0)])
    func bordersAreFound(left: Int, top: Int, right: Int, bottom: Int) {
        for colour: [UInt8] in [[0, 0, 0], [255, 255, 255], [30, 120, 200]] {
            let picture = Self.framed(
                Self.inner, left: left, top: top, right: right, bottom: bottom, colour: colour)
            #expect(Unletterbox.box(of: picture) == PictureBox(x: left, y: top, width: 160, height: 120))
        }
    }

    @Test func flatPicturesStayWhole() {
        let samples = [UInt8](repeating: 9, count: 50 * 40)
        let flat = Picture(width: 50, height: 40, layout: .gray, samples: samples)!
        #expect(Unletterbox.box(of: flat) == PictureBox(x: 0, y: 0, width: 50, height: 40))
        let thin = Picture(width: 1, height: 1, layout: .gray, samples: [7])!
        #expect(Unletterbox.box(of: thin) == PictureBox(x: 0, y: 0, width: 1, height: 1))
    }

    @Test func theToleranceIsExact() {
        var samples = [UInt8](repeating: 100, count: 20 * 20)
        let random = TestRandomness(seed: 8).bytes(20 * 14)
        for (place, byte) in random.enumerated() { samples[3 * 20 + place] = byte }
        samples[20] = UInt8(100 + Unletterbox.tolerance)
        samples[2 * 20 + 7] = UInt8(100 - Unletterbox.tolerance - 1)
        let picture = Picture(width: 20, height: 20, layout: .gray, samples: samples)!
        #expect(Unletterbox.box(of: picture).y == 2)
    }

    @Test func theHashIsThatOfTheInnerPicture() throws {
        let inner = SyntheticPicture.picture(320, 200, seed: 12)
        let framed = Self.framed(inner, top: 48, bottom: 48)
        let bytes = try #require(JPEGEncoder.encode(framed, quality: 90))
        let options = HashOptions(algorithms: HashAlgorithms([.pdq]), unletterbox: true)
        let hashes = FileHashes.compute(bytes, options: options)
        let box = try #require(hashes.unletterboxed)
        #expect(abs(box.y - 48) <= 8 && abs(box.height - 200) <= 16 && box.width == 320)
        #expect(hashes.width == 320 && hashes.height == 296)
        let plain = FileHashes.compute(bytes, options: HashOptions(algorithms: HashAlgorithms([.pdq])))
        let original = PDQ.hash(of: inner).hash
        let near = try #require(hashes.pdq).hash.distance(to: original)
        let far = try #require(plain.pdq).hash.distance(to: original)
        #expect(near <= 31 && far > 31)
        #expect(plain.unletterboxed == nil)
    }

    @Test func theCommandSaysWhatWasHashed() async throws {
        let folder = try TemporaryFolder()
        let framed = Self.framed(Self.inner, left: 12, right: 12)
        try Files.write(
            try #require(JPEGEncoder.encode(framed, quality: 100, subsampling: .none444)), to: folder.file("a.jpg"))
        let run = await HashingWorkspace()("compute", "--unletterbox", folder.file("a.jpg"))
        let record = try JSONText.decode(Array(run.output.utf8)).objectValue
        #expect(record?["unletterboxed"]?.arrayValue?.compactMap(\.integerValue) == [12, 0, 160, 120])
        #expect(record?["width"]?.integerValue == 184)
        let refused = await HashingWorkspace()("compute", "--unletterbox", "--algorithms", "md5", folder.file("a.jpg"))
        #expect(refused.exitCode == .usage)
    }

    @Test func lowQualityIsSaid() async throws {
        let file = Fixtures.path("pdq/images/gradient-256x128.png")
        let run = await HashingWorkspace()("compute", file)
        let record = try JSONText.decode(Array(run.output.utf8)).objectValue
        #expect(record?["pdqQuality"]?.integerValue == 0)
        #expect(record?["unmatched"]?.objectValue?["code"]?.stringValue == "hashing.quality.low")
        #expect(record?["error"] == nil)
        #expect(run.exitCode == .done)
        let good = await HashingWorkspace()("compute", Fixtures.path("pdq/images/png-gray8-256x256.png"))
        #expect(!good.output.contains("unmatched"))
    }
}
