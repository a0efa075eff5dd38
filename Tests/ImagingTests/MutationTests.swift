import AllianceKit
import Imaging
import TestKit
import Testing

@Suite struct MutationTests {
    static let files = [
        "pdq/images/jpg-progressive-444-128x96.jpg", "pdq/images/jpg-3x3.jpg",
        "pdq/images/jpg-restart-icc-comment-300x200.jpg",
        "pdq/images/jpg-cmyk-256x192.jpg", "pdq/images/png-gray-adam7-65x63.png",
        "pdq/images/png-palette-4bit-trns-201x150.png",
        "pdq/images/png-rgba-200x200.png", "pdq/images/png-rgb16-200x150.png",
        "pdq/images/webp-lossy-alpha-200x200.webp",
        "pdq/images/webp-lossless-240x180.webp", "pictures/plain.gif", "pictures/interlaced.gif",
        "pictures/offset-transparent.gif", "pictures/rgb-lzw.tif", "pictures/rgb-jpeg.tif", "pictures/bilevel-g4.tif",
        "pictures/palette.tif", "pictures/cmyk.tif", "pictures/tiles.tif", "pictures/planes.tif",
        "pictures/rgb16-big-endian.tif", "pictures/lossless.heic", "pictures/turned.heic",
    ]

    /// Flipped bytes, cuts, repeated and removed pieces: a named error or a picture of an allowed size, never a crash.
    @Test(arguments: files)
    func mutatedFilesNeverCrash(file: String) throws {
        let original = try Fixtures.bytes(file)
        let random = TestRandomness(seed: UInt64(original.count))
        func below(_ limit: Int) -> Int {
            let bytes = random.bytes(4)
            return bytes.reduce(0) { $0 << 8 | Int($1) } % max(1, limit)
        }
        // Some bytes early in the file: headers decide most.
        func place(_ count: Int) -> Int { below(3) == 0 ? below(min(64, count)) : below(count) }
        let limits = ImageLimits(pixels: 1_000_000)
        var decoded = 0
        for _ in 0..<400 {
            var bytes = original
            for _ in 0...below(4) where !bytes.isEmpty {
                let at = place(bytes.count)
                switch below(6) {
                case 0, 1: bytes[at] ^= UInt8(1 << below(8))
                case 2: bytes[at] = random.bytes(1)[0]
                case 3: bytes.removeLast(below(bytes.count))
                case 4: bytes.removeSubrange(at..<min(bytes.count, at + below(40)))
                default: bytes.insert(contentsOf: bytes[at..<min(bytes.count, at + below(40))], at: at)
                }
            }
            do {
                let picture = try ImageDecoder.decode(bytes, limits: limits)
                decoded += 1
                #expect(picture.width * picture.height <= limits.pixels)
                #expect(picture.samples.count == picture.width * picture.height * picture.layout.rawValue)
            } catch {
                #expect(error.code.hasPrefix("imaging."))
            }
        }
        // Some mutations are harmless; if none were, the test would only try refusals.
        #expect(decoded < 400)
    }
}
