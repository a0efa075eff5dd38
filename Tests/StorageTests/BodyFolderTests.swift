import AllianceKit
import TestKit
import Testing

@testable import Storage

@Suite("Folding")
struct BodyFolderTests {
    private func unfolded(_ text: String) throws -> String {
        let body = Array(text.utf8)
        let folder = try #require(BodyFolder(body))
        let back = try #require(BodyFolder.unfold(folder.text, aside: folder.aside, count: body.count))
        return String(decoding: back, as: UTF8.self)
    }

    @Test("Digits and times are taken out as documented")
    func layout() throws {
        let body =
            "{\"h\":\"00112233445566778899aabbccddeeff\",\"t\":\"2026-01-01T00:00:01Z\",\"u\":\"2026-01-01T00:00:00.500Z\"}"
        let folder = try #require(BodyFolder(Array(body.utf8)))
        #expect(folder.text == Array("{\"h\":\"\u{1}\u{10}\",\"t\":\"\u{2}\",\"u\":\"\u{3}\"}".utf8))
        let digest: [UInt8] = [
            0, 0x11, 0x22, 0x33, 0x44, 0x55, 0x66, 0x77, 0x88, 0x99, 0xaa, 0xbb, 0xcc, 0xdd, 0xee, 0xff,
        ]
        // One second after the start: zigzag 2; half a second before that: zigzag 999 = 0xe7 0x07.
        #expect(folder.aside == digest + [2, 0xe7, 0x07])
        #expect(try unfolded(body) == body)
    }

    @Test(
        "What looks nearly alike comes back as it was",
        arguments: [
            "", "{}", "0123456789abcde", "0123456789abcdef", "0123456789abcdef0", "0123456789ABCDEF",
            String(repeating: "a", count: 1001), "abcdef01234567892026-01-01T00:00:00Z", "2026-01-01T00:00:00Z",
            "2026-02-30T00:00:00Z", "2026-01-01T24:00:00Z", "2026-01-01T00:00:60Z", "2026-01-01T00:00:00.5Z",
            "2026-01-01T00:00:00.000Z", "2026-01-01T00:00:00+00:00", "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999Z",
            "0000-01-01T00:00:00Z", "T", "-01T00:00:00Z", "2026-01-01T00:00:00", "2026-01-01T2026-01-01T00:00:00Z",
            "1969-12-31T23:59:59.999Z 1969-12-31T23:59:59Z 1970-01-01T00:00:00Z", "\u{7f}é\u{1F600}00000000000000000",
        ])
    func nearly(_ text: String) throws { #expect(try unfolded(text) == text) }

    @Test("Control characters are not folded") func control() {
        #expect(BodyFolder(Array("{\n}".utf8)) == nil)
        #expect(BodyFolder([1]) == nil)
    }

    @Test("Random texts of likely pieces come back", arguments: 0..<20)
    func random(_ seed: Int) throws {
        let randomness = TestRandomness(seed: UInt64(seed))
        let pieces = [
            "T", "Z", "-", ":", ".", "2026", "-11-23", "T09:00:00", "Z", ".123", "\"", "deadbeef", "0123456789", "é",
            "g",
        ]
        for _ in 0..<200 {
            let text = randomness.bytes(24).map { pieces[Int($0) % pieces.count] }.joined()
            #expect(try unfolded(text) == text)
        }
        for _ in 0..<50 {
            let time = Int64(randomness.bytes(6).reduce(0) { $0 << 8 | UInt64($1) })
            let text = "\"\(Instant(milliseconds: time % 253_402_300_799_999))\""
            #expect(try unfolded(text) == text)
        }
    }

    @Test("Random folded texts never trap", arguments: 0..<20)
    func noise(_ seed: Int) {
        let randomness = TestRandomness(seed: UInt64(seed) + 77)
        for _ in 0..<200 {
            let text = randomness.bytes(12).map { $0 % 6 }
            let aside = randomness.bytes(24)
            if let body = BodyFolder.unfold(text, aside: aside, count: 60) { #expect(body.count == 60) }
        }
        #expect(
            BodyFolder.unfold([2], aside: [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f], count: 20) == nil)
    }
}
