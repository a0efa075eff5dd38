import AllianceKit
import Cryptography
import Testing

@Suite struct DigestTests {
    /// RFC 1321 appendix A.5, FIPS 180-4 examples (NIST), and the million letters of both.
    @Test(arguments: [
        (DigestAlgorithm.md5, "", "d41d8cd98f00b204e9800998ecf8427e"),
        (.md5, "abc", "900150983cd24fb0d6963f7d28e17f72"),
        (.md5, "message digest", "f96b697d7cb7938d525a2f31aaf161d0"),
        (
            .md5, "12345678901234567890123456789012345678901234567890123456789012345678901234567890",
            "57edf4a22be3c955ac49da2e2107b67a"
        ),
        (.sha1, "", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
        (.sha1, "abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
        (
            .sha1, "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "84983e441c3bd26ebaae4aa1f95129e5e54670f1"
        ),
        (.sha256, "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
        (.sha256, "abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
        (
            .sha256, "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
            "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
        ),
    ])
    func publishedVectors(algorithm: DigestAlgorithm, message: String, hex: String) {
        #expect(Digester.digest(algorithm, of: message).hex == hex)
        var several = MultiDigester([algorithm])
        several.update(Array(message.utf8))
        #expect(several.finish().map(\.hex) == [hex])
        if algorithm == .sha256 { #expect(SHA256Hasher().hash(Array(message.utf8)).description == hex) }
    }

    @Test func aMillionLetters() {
        let letters = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)
        #expect(
            Digester.digest(.sha256, of: letters).hex
                == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
        #expect(Digester.digest(.sha1, of: letters).hex == "34aa973cd4c4daa4f61eeb2bdbad27316534016f")
        #expect(Digester.digest(.md5, of: letters).hex == "7707d6ae4e027c70eea2a935c2296f21")
    }

    @Test func everySequenceGivesTheSameDigest() {
        let bytes = (0..<1000).map { UInt8(truncatingIfNeeded: $0 &* 7) }
        let whole = Digester.digest(.sha256, of: bytes)
        #expect(Digester.digest(.sha256, of: bytes[...]) == whole)
        #expect(Digester.digest(.sha256, of: bytes.lazy.map { $0 }) == whole)
        #expect(Digester.digest(.sha256, of: AnySequence(bytes)) == whole)
        #expect(Digester.digest(.sha256, of: [UInt8]()).hex.hasPrefix("e3b0c442"))
    }

    @Test(arguments: [1, 2, 63, 64, 65, 999, 1000, 5000]) func onePassOverChunksEqualsEachAlone(size: Int) {
        let bytes = (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 31) }
        var several = MultiDigester([.sha256, .md5, .sha1])
        var start = 0
        while start < bytes.count {
            several.update(Array(bytes[start..<min(start + size, bytes.count)]))
            start += size
        }
        let expected = [DigestAlgorithm.sha256, .md5, .sha1].map { Digester.digest($0, of: bytes) }
        #expect(several.finish() == expected)
    }

    @Test func aMultiDigesterThatIsNeverFinishedIsReleased() {
        for _ in 0..<1000 {
            var several = MultiDigester(DigestAlgorithm.allCases)
            several.update([1, 2, 3])
        }
        #expect(MultiDigester([]).finish().isEmpty)
    }
}
