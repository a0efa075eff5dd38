import AllianceKit
import Cryptography
import Imaging
import TestKit
import Testing

/// GIF, TIFF and HEIC: the pixels are those that another decoder gives, or that were written.
@Suite struct OtherFormatTests {
    @Test(arguments: (try? Fixtures.table("pictures/expected.tsv")) ?? [])
    func pixels(row: [String: String]) throws {
        let file = try #require(row["file"])
        let picture = try ImageDecoder.decode(try Fixtures.bytes("pictures/\(file)"))
        #expect(String(picture.width) == row["width"])
        #expect(String(picture.height) == row["height"])
        #expect(Digester.digest(.sha256, of: picture.rgb).hex == row["rgb_sha256"], "\(file): other pixels")
    }

    @Test func everyFileOfTheTableIsThere() throws {
        let names = try Files.names(in: Fixtures.path("pictures")).filter { !["make.py", "expected.tsv"].contains($0) }
        #expect(names == (try Fixtures.table("pictures/expected.tsv").compactMap { $0["file"] }.sorted()))
        #expect(names.count > 30)
    }

    /// Cut anywhere, up to the terminator of the first frame, the last strip, the coded picture.
    @Test(arguments: [("plain.gif", 2), ("interlaced.gif", 2), ("rgb-lzw.tif", 1), ("tiles.tif", 1), ("rgb16.tif", 1)])
    func everyPrefixIsRefused(file: String, spare: Int) throws {
        let bytes = try Fixtures.bytes("pictures/\(file)")
        let last = bytes.count - spare
        for count in Array(stride(from: 0, to: last, by: max(1, bytes.count / 150))) + [last] {
            let error = #expect(throws: AllianceError.self) { try ImageDecoder.decode(Array(bytes[..<count])) }
            #expect(error?.code.hasPrefix("imaging.") == true)
        }
    }

    @Test func limitsComeBeforeDecoding() throws {
        for file in ["plain.gif", "rgb-lzw.tif", "tiles.tif", "lossless.heic"] {
            let bytes = try Fixtures.bytes("pictures/\(file)")
            for (limits, code) in [
                (ImageLimits(bytes: 100), "imaging.bytes.too-many"),
                (ImageLimits(pixels: 100), "imaging.pixels.too-many"),
            ] {
                let error = #expect(throws: AllianceError.self) { try ImageDecoder.decode(bytes, limits: limits) }
                #expect(error?.code == code, "\(file)")
            }
        }
    }

    /// Headers that claim more than there is: named before anything is allocated.
    @Test func lyingHeaders() throws {
        var gif = try Fixtures.bytes("pictures/plain.gif")
        gif.replaceSubrange(6..<10, with: [0xff, 0xff, 0xff, 0xff])
        #expect(code(gif) == "imaging.pixels.too-many")
        // The first entries of the directory at its end: width and length.
        var tiff = try Fixtures.bytes("pictures/gray16.tif")
        let directory = Int(tiff[4]) | Int(tiff[5]) << 8
        tiff.replaceSubrange(directory + 10..<directory + 14, with: [0, 0, 1, 0])
        #expect(code(tiff) == "imaging.side.too-large")
        tiff.replaceSubrange(directory + 10..<directory + 14, with: [0, 0x40, 0, 0])
        #expect(code(tiff) == "imaging.tiff.damaged" || code(tiff) == "imaging.tiff.truncated")
        tiff.replaceSubrange(directory + 10..<directory + 14, with: [0, 0, 0, 0])
        #expect(code(tiff) != "")
        // A tile of 65,520 x 65,520 in a small picture.
        var tiles = try Fixtures.bytes("pictures/tiles.tif")
        let place = try #require(tagPlace(322, in: tiles))
        tiles.replaceSubrange(place + 8..<place + 10, with: [0xf0, 0xff])
        let next = try #require(tagPlace(323, in: tiles))
        tiles.replaceSubrange(next + 8..<next + 10, with: [0xf0, 0xff])
        #expect(code(tiles) == "imaging.pixels.too-many")
    }

    /// Named by content, whatever they are called; what only starts like a picture is damaged.
    @Test func misnamedAndEmpty() throws {
        #expect(code(Array("GIF89a".utf8)) == "imaging.gif.truncated")
        #expect(code(Array("GIF89a".utf8) + [UInt8](repeating: 0x3b, count: 200)) != "")
        #expect(code([0x49, 0x49, 0x2a, 0]).hasPrefix("imaging.tiff."))
        #expect(code([0x4d, 0x4d, 0, 0x2a] + [UInt8](repeating: 0xff, count: 400)).hasPrefix("imaging.tiff."))
        #expect(code([0, 0, 0, 24] + Array("ftypheic".utf8)).hasPrefix("imaging.heic."))
        #expect(code([0, 0, 0, 24] + Array("ftypavif".utf8)) == "imaging.format.unsupported")
        #expect(code(Array("BM".utf8) + [0, 0]) == "imaging.format.unsupported")
    }

    @Test func aGIFWithoutAPictureIsNamed() {
        #expect(code(Array("GIF89a".utf8) + [4, 0, 4, 0, 0, 0, 0, 0x3b]) == "imaging.gif.empty")
    }

    private func code(_ bytes: [UInt8]) -> String {
        do {
            _ = try ImageDecoder.decode(bytes)
            return ""
        } catch { return error.code }
    }

    /// Where a tag of a little-endian TIFF's directory is.
    private func tagPlace(_ tag: Int, in bytes: [UInt8]) -> Int? {
        let directory = (0..<4).reduce(0) { $0 | Int(bytes[4 + $1]) << (8 * $1) }
        return (0..<Int(bytes[directory])).map { directory + 2 + 12 * $0 }
            .first { Int(bytes[$0]) | Int(bytes[$0 + 1]) << 8 == tag }
    }
}
