import AllianceKit
import Cryptography
import Hashing
import Imaging
import TestKit
import Testing

/// The README's code for the picture modules, run.
@Suite struct HashingSnippets {
    let jpeg: [UInt8]
    let known: [UInt8]

    init() throws {
        jpeg = try Fixtures.bytes("../../Examples/pictures/upload-02.jpg")
        known = try Fixtures.bytes("../../Examples/pictures/upload-01.jpg")
    }

    @Test func hashing() throws {
        // README: Hashing
        let hash = try PDQ.hash(decoding: jpeg)  // 256 bits and a quality of 0…100
        let index = HashIndex([try PDQ.hash(decoding: known).hash])
        let near = index.matches(for: hash.hash, within: PDQHash.customaryDistance)
        print(hash.hex, hash.quality, near.first?.distance ?? "no match")
        // end
        #expect(near.count == 1)
    }

    @Test func imaging() throws {
        // README: Imaging
        let limits = ImageLimits(bytes: 20 << 20, pixels: 50_000_000)
        let picture = try ImageDecoder.decode(jpeg, limits: limits)  // throws imaging.jpeg.truncated, …
        print(picture.width, picture.height)
        // end
        #expect(picture.width == 512)
    }

    @Test func cryptography() throws {
        // README: Cryptography
        var digester = MultiDigester([.md5, .sha1, .sha256])  // one pass over the bytes
        digester.update(jpeg)
        for digest in digester.finish() { print(digest) }  // md5:…, sha1:…, sha256:…
        // end
        #expect(Digester.digest(.sha256, of: jpeg).hex.count == 64)
    }
}
