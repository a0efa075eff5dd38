import AllianceKit
import Synchronization
import TestKit
import Testing

struct RendererTests {
    static let shape = OutputShape.records([
        OutputField("name", .text, "The name"), OutputField("count", .integer, "How many"),
        OutputField("rate", .number, "How fast"), OutputField("age", .seconds, "How old"),
        OutputField("good", .flag, "Whether"), OutputField("tags", .list, "Words"),
        OutputField("more", .object, "Rest"),
    ])
    static let records: [JSONObject] = [
        [
            "name": "plain", "count": 3, "rate": 2.5, "age": 93_784, "good": true, "tags": ["a", "b"],
            "more": ["x": 1],
        ],
        ["name": "a \"quoted\", one\nline", "count": nil, "rate": 0.0004, "age": 59.6, "good": false, "tags": []],
    ]

    private func render(
        _ format: OutputFormat, _ records: [JSONObject], shape: OutputShape = shape, width: Int = 200
    ) throws -> String {
        let bytes = Mutex<[UInt8]>([])
        let writer = OutputWriter(format: format, width: width) { more in bytes.withLock { $0 += more } }
        for record in records { try writer.write(record, as: shape) }
        try writer.finish(shape)
        return String(decoding: bytes.withLock { $0 }, as: UTF8.self)
    }

    @Test func table() throws {
        let text = try render(.table, Self.records)
        let lines = text.split(separator: "\n")
        #expect(lines.count == 4)
        #expect(lines[0].hasPrefix("name") && lines[0].hasSuffix("tags") && !lines[0].contains("more"))
        #expect(lines[2].contains("1 d 2 h") && lines[2].contains("yes") && lines[2].hasSuffix("a, b"))
        #expect(lines[3].contains("one\u{FFFD}line") && lines[3].contains("1 min"))
    }

    @Test func narrowTablesWrapAndLoseNothing() throws {
        let shape = OutputShape.records([OutputField("id", .text, "Id"), OutputField("text", .text, "Text")])
        let words = (0..<30).map { "word\($0)" }
        let text = try render(
            .table, [["id": "case_01k9v3c8m4example00000000", "text": .string(words.joined(separator: " "))]],
            shape: shape,
            width: 60)
        #expect(text.split(separator: "\n").allSatisfy { $0.count <= 60 })
        #expect(text.contains("case_01k9v3c8m4example00000000"))
        for word in words { #expect(text.contains(word)) }
    }

    @Test func json() throws {
        #expect(try render(.json, []) == "[]\n")
        let text = try render(.json, Self.records)
        #expect(text.hasPrefix("[\n{\"name\":\"plain\"") && text.hasSuffix("}\n]\n"))
        #expect(try JSONText.decode(Array(text.utf8)).arrayValue?.count == 2)
        let single = OutputShape.record(Self.shape.fields)
        #expect(try render(.json, [["name": "a"]], shape: single) == "{\"name\":\"a\"}\n")
    }

    @Test func ndjsonIsALineEach() throws {
        let text = try render(.ndjson, Self.records)
        let lines = text.split(separator: "\n")
        #expect(lines.count == 2 && text.hasSuffix("\n"))
        #expect(try lines.map { try JSONText.decode(Array($0.utf8)) } == Self.records.map { .object($0) })
        #expect(try render(.ndjson, []).isEmpty)
    }

    @Test func csvQuotesWhatItMust() throws {
        #expect(
            try render(.csv, Self.records) == """
                name,count,rate,age,good,tags,more
                plain,3,2.5,93784,true,"[""a"",""b""]","{""x"":1}"
                "a ""quoted"", one
                line",,0.0004,59.6,false,[],

                """)
        #expect(try render(.csv, []) == "name,count,rate,age,good,tags,more\n")
    }

    @Test func aDocumentIsFollowedByNothing() throws {
        let bytes = Mutex<[UInt8]>([])
        let writer = OutputWriter(format: .json, width: 80) { more in bytes.withLock { $0 += more } }
        try writer.document(Array("body".utf8))
        try writer.finish(Self.shape)
        #expect(bytes.withLock { $0 } == Array("body".utf8))
    }

    @Test func hostileTextCannotMoveTheCursor() throws {
        let shape = OutputShape.records([OutputField("t", .text, "T")])
        for hostile in ["\u{1b}[2J", "\u{9b}31m", "a\u{202e}b", "\r", "\u{7f}", "\u{2028}", "\u{200f}"] {
            let table = try render(.table, [["t": .string(hostile)]], shape: shape)
            #expect(table.contains("\u{FFFD}") && !table.contains(hostile))
        }
        let said = Mutex("")
        let talk = Talk(quiet: false, isTerminal: true, now: { Instant(milliseconds: 0) }) { text in
            said.withLock { $0 += text }
        }
        talk.say("one\ntwo\u{1b}[2J")
        talk.error(AllianceError("a.b", "bad \u{1b}]0;x\u{7} name\nsecond line"))
        talk.warn("\u{202e}")
        let text = said.withLock { $0 }
        #expect(!text.contains("\u{1b}") && !text.contains("\u{7}") && !text.contains("\u{202e}"))
        #expect(text.split(separator: "\n").count == 4)
    }

    @Test(arguments: [(0.0, "0 s"), (59.6, "1 min"), (3600, "1 h"), (90_061, "1 d 1 h"), (-60, "-1 min")])
    func secondsReadWell(seconds: Double, text: String) throws {
        let shape = OutputShape.record([OutputField("s", .seconds, "S")])
        #expect(try render(.table, [["s": .number(seconds)]], shape: shape) == "s  \(text)\n")
        _ = try render(.table, [["s": .number(1e300)], ["s": .number(.infinity)]], shape: shape)
    }
}
