import AllianceKit
import Cryptography
import Testing

@Suite struct ChaCha20Poly1305Tests {
    /// RFC 8439, section 2.8.2.
    let key: [UInt8] = Array(0x80...0x9f)
    let nonce: [UInt8] = [0x07, 0, 0, 0, 0x40, 0x41, 0x42, 0x43, 0x44, 0x45, 0x46, 0x47]
    let data: [UInt8] = [0x50, 0x51, 0x52, 0x53, 0xc0, 0xc1, 0xc2, 0xc3, 0xc4, 0xc5, 0xc6, 0xc7]
    let message = Array(
        """
        Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.
        """.utf8)
    let sealed = """
        d31a8d34648e60db7b86afbc53ef7ec2a4aded51296e08fea9e2b5a736ee62d63dbea45e8ca9671282fafb69da92728b\
        1a71de0a9e060b2905d6a5b67ecd3b3692ddbd7f2d778b8c9803aee328091b58fab324e4fad675945585808b4831d7bc\
        3ff4def08e4b7a9de576d26586cec64b61161ae10b594f09e26a7e902ecbd0600691
        """

    @Test func publishedVector() throws {
        let result = try ChaCha20Poly1305.seal(message, key: key, nonce: nonce, authenticating: data)
        #expect(Hex.encode(result) == sealed)
        #expect(try ChaCha20Poly1305.open(result, key: key, nonce: nonce, authenticating: data) == message)
    }

    /// RFC 8439, appendix A.5.
    @Test func publishedVectorForOpening() throws {
        let key = try #require(Hex.decode("1c9240a5eb55d38af333888604f6b5f0473917c1402b80099dca5cbc207075c0"))
        let nonce = try #require(Hex.decode("000000000102030405060708"))
        let data = try #require(Hex.decode("f33388860000000000004e91"))
        let message = Array(
            """
            Internet-Drafts are draft documents valid for a maximum of six months and may be updated, replaced, or \
            obsoleted by other documents at any time. It is inappropriate to use Internet-Drafts as reference material \
            or to cite them other than as /\u{201c}work in progress./\u{201d}
            """.utf8)
        let result = try ChaCha20Poly1305.seal(message, key: key, nonce: nonce, authenticating: data)
        #expect(Hex.encode(result.prefix(16)) == "64a0861575861af460f062c79be643bd")
        #expect(Hex.encode(result.suffix(16)) == "eead9d67890cbb22392336fea1851f38")
        #expect(try ChaCha20Poly1305.open(result, key: key, nonce: nonce, authenticating: data) == message)
    }

    @Test func emptyMessagesAndDataAreSealed() throws {
        let result = try ChaCha20Poly1305.seal([], key: key, nonce: nonce)
        #expect(result.count == 16)
        #expect(try ChaCha20Poly1305.open(result, key: key, nonce: nonce).isEmpty)
    }

    @Test func everyChangeIsRefused() throws {
        let result = try ChaCha20Poly1305.seal([1, 2, 3], key: key, nonce: nonce, authenticating: data)
        for bit in 0..<(result.count * 8) {
            var changed = result
            changed[bit / 8] ^= 1 << UInt8(bit % 8)
            #expect(throws: AllianceError.self) {
                try ChaCha20Poly1305.open(changed, key: key, nonce: nonce, authenticating: data)
            }
        }
        for (key, nonce, data) in [
            ([0x81] + key.dropFirst(), nonce, data), (key, [0x08] + nonce.dropFirst(), data), (key, nonce, []),
        ] {
            #expect(throws: AllianceError.self) {
                try ChaCha20Poly1305.open(result, key: key, nonce: nonce, authenticating: data)
            }
        }
    }

    @Test func wrongLengthsAreClearErrors() {
        #expect(throws: AllianceError.self) { try ChaCha20Poly1305.seal([], key: [1], nonce: nonce) }
        #expect(throws: AllianceError.self) { try ChaCha20Poly1305.seal([], key: key, nonce: [1]) }
        #expect(throws: AllianceError.self) { try ChaCha20Poly1305.open([1, 2], key: key, nonce: nonce) }
    }
}
