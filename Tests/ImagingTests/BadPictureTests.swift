import AllianceKit
import Imaging
import TestKit
import Testing

@Suite struct BadPictureTests {
    @Test(arguments: (try? Fixtures.table("pdq/bad.tsv")) ?? [])
    func namedErrorOrPicture(row: [String: String]) throws {
        let file = try #require(row["file"])
        let bytes = try Fixtures.bytes("pdq/\(file)")
        do {
            let picture = try ImageDecoder.decode(bytes)
            #expect(row["suggested"] != "refuse", "\(file) must be refused")
            #expect(picture.width == 128 && picture.height == 96)
        } catch {
            #expect(row["suggested"] != "accept", "\(file) must be accepted: \(error)")
            #expect(error.code.hasPrefix("imaging."))
            #expect(!error.message.isEmpty)
        }
    }

    @Test(arguments: [
        ("truncated-half.jpg", "imaging.jpeg.truncated"),
        ("truncated-progressive.jpg", "imaging.jpeg.truncated"),
        ("truncated-half.png", "imaging.png.truncated"),
        ("truncated-half.webp", "imaging.webp.truncated"),
        ("truncated-lossless.webp", "imaging.webp.truncated"),
        ("header-only.jpg", "imaging.jpeg.truncated"),
        ("header-only.png", "imaging.png.truncated"),
        ("header-only.webp", "imaging.webp.truncated"),
        ("signature-only.png", "imaging.png.truncated"),
        ("zero-bytes.jpg", "imaging.empty"),
        ("claims-60000x60000.png", "imaging.pixels.too-many"),
        ("claims-max-dim.png", "imaging.side.too-large"),
        ("zero-width.png", "imaging.size.zero"),
        ("bad-crc-idat.png", "imaging.png.damaged"),
        ("corrupt-idat.png", "imaging.png.damaged"),
        ("claims-65500x65500.jpg", "imaging.pixels.too-many"),
        ("claims-16777216-wide.webp", "imaging.side.too-large"),
        ("text-renamed.jpg", "imaging.format.unknown"),
        ("zip-renamed.png", "imaging.format.unsupported"),
    ])
    func codes(file: String, code: String) throws {
        let bytes = try Fixtures.bytes("pdq/bad/\(file)")
        let error = #expect(throws: AllianceError.self) { try ImageDecoder.decode(bytes) }
        #expect(error?.code == code)
    }

    @Test func limitsComeBeforeDecoding() throws {
        let bytes = try Fixtures.bytes("pdq/images/jpg-baseline-420-512x512.jpg")
        let cases: [(ImageLimits, String)] = [
            (ImageLimits(bytes: 100), "imaging.bytes.too-many"),
            (ImageLimits(pixels: 512 * 511), "imaging.pixels.too-many"),
            (ImageLimits(side: 511), "imaging.side.too-large"),
        ]
        for (limits, code) in cases {
            let error = #expect(throws: AllianceError.self) { try ImageDecoder.decode(bytes, limits: limits) }
            #expect(error?.code == code)
        }
        let large = try Fixtures.bytes("pdq/bad/claims-60000x60000.png")
        let bomb = ImageLimits(pixels: .max, side: .max, pixelsPerByte: 1000)
        let error = #expect(throws: AllianceError.self) { try ImageDecoder.decode(large, limits: bomb) }
        #expect(error?.code == "imaging.ratio")
    }

    /// Every prefix of a small file of each format is refused, whatever is missing.
    @Test(arguments: ["jpg-progressive-444-128x96.jpg", "png-gray-adam7-65x63.png", "webp-lossless-alpha-160x120.webp"])
    func everyPrefixIsRefused(file: String) throws {
        let bytes = try Fixtures.bytes("pdq/images/\(file)")
        for count in stride(from: 0, to: bytes.count, by: max(1, bytes.count / 150)) {
            let error = #expect(throws: AllianceError.self) { try ImageDecoder.decode(Array(bytes[..<count])) }
            #expect(error?.code.hasPrefix("imaging.") == true)
        }
    }
}
