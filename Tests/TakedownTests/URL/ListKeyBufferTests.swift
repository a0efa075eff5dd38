import AllianceKit
import TestKit
import Testing

@testable import Takedown

/// The short ways of the buffer say what the rules say.
struct ListKeyBufferTests {
    private static let pieces = [
        "http://", "HTTPS://", "http:/", "%", "25", "2e", "..", ".", "/", "//", "\\", "?", "#", "@", ":", "80", "a",
        "Z",
        "example.co.uk", "a.b.c.d.e.f", "127.1", "0x7f.1", "[::1]", "[64:ff9b::1.2.3.4]", "\u{fc}", " ", "\t", "\n",
        "\0",
        "xn--", "-", "_", "~", "&x=1", "%00", "%2F", "%3F", "\u{1f4a9}",
    ]

    /// One buffer used for all gives what a fresh one gives, and a canonical URL is canonical.
    @Test func memoryLeavesNoTrace() throws {
        var random = SplitMix(seed: 21)
        var kept = ListKeyBuffer()
        var read = 0
        for round in 0..<30_000 {
            let profile: ListProfile = round % 2 == 0 ? .v4 : .v5
            let text = (0..<Int(1 + random.next() % 9)).map { _ in
                Self.pieces[Int(random.next() % UInt64(Self.pieces.count))]
            }.joined()
            let bytes = Array((round % 3 == 0 ? text : "http://" + text).utf8)
            var fresh = ListKeyBuffer()
            do throws(AllianceError) {
                try fresh.read(bytes, profile)
            } catch {
                #expect(throws: error) { try kept.read(bytes, profile) }
                continue
            }
            try kept.read(bytes, profile)
            #expect(kept.text == fresh.text && kept.scheme == fresh.scheme && kept.isAddress == fresh.isAddress)
            #expect(kept.hostStarts == fresh.hostStarts && kept.pathEnds == fresh.pathEnds)
            let key = ListKey(kept)
            #expect(key.text.utf8.elementsEqual(kept.text))
            #expect(kept.text.allSatisfy { 0x21...0x7e ~= $0 && $0 != 0x23 })
            #expect(HostExpressions.of(key, profile: profile) == kept.expressions)
            #expect(Set(kept.expressions).count == kept.expressionCount && 1...30 ~= kept.expressionCount)
            read += 1
        }
        #expect(read > 10_000)
    }

    /// Every expression is a part of the key, from a suffix of the host to a prefix of the rest.
    @Test func expressionsArePartsOfTheKey() throws {
        var buffer = ListKeyBuffer()
        try buffer.read(Array("http://user@A.b.example.co.uk:81/1/2/3/4/5?x=%41#f".utf8), .v5)
        #expect(String(decoding: buffer.text, as: UTF8.self) == "a.b.example.co.uk/1/2/3/4/5?x=A")
        var found: [String] = []
        buffer.forEachExpression { part in
            found.append(String(decoding: part.indices.map { part[$0] }, as: UTF8.self))
        }
        #expect(found == buffer.expressions)
        #expect(found.count == 18)
        #expect(found.first == "a.b.example.co.uk/1/2/3/4/5?x=A")
        #expect(found.last == "example.co.uk/1/2/3/")
    }

    @Test func anErrorLeavesTheBufferUsable() throws {
        var buffer = ListKeyBuffer()
        #expect(throws: AllianceError.self) { try buffer.read(Array("http://a%2fb/".utf8)) }
        try buffer.read(Array("http://c.test".utf8))
        #expect(buffer.expressions == ["c.test/"])
    }
}
