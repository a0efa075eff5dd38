import AllianceKit
import Ledger
import Storage
import TestKit
import Testing

@Suite struct EntryTests {
    let event = Event(
        "takedown.notice.sent", EntityID(prefix: "case", name: "01"), at: Instant("2026-11-23T09:00:00.250Z")!,
        by: "analyst-1", facts: ["z": 1, "a": ["seq": 7, "text": "ü\n\",\"seq\":99,"]])

    @Test func bytesAreCanonical() throws {
        let entry = LogEntry(sequence: 42, event: event, commitment: [UInt8](repeating: 0xab, count: 32))
        let text = String(decoding: entry.bytes, as: UTF8.self)
        let commitment = String(repeating: "ab", count: 32)
        #expect(
            text == """
                {"actor":"analyst-1","commitment":"\(commitment)",\
                "facts":{"a":{"seq":7,"text":"ü\\n\\",\\"seq\\":99,"},"z":1},"kind":"takedown.notice.sent",\
                "seq":42,"subject":"case_01","time":"2026-11-23T09:00:00.250Z"}
                """)
        let read = try LogEntry(entry.bytes)
        #expect(read.bytes == entry.bytes)
        #expect(read.sequence == 42 && read.commitment == entry.commitment && read.event.kind == event.kind)
        #expect(try LogEntry(LogEntry(sequence: 0, event: event).bytes).commitment == nil)
    }

    @Test(arguments: [
        "", "{}", "[]", "null",
        #"{"actor":"a","facts":{},"kind":"k","seq":-1,"subject":"case_1","time":"2026-11-23T09:00:00Z"}"#,
        #"{"actor":"a","facts":{},"kind":"k","seq":1,"subject":"case","time":"2026-11-23T09:00:00Z"}"#,
        #"{"actor":"a","facts":{},"kind":"k","seq":1,"subject":"case_1","time":"yesterday"}"#,
        #"{"actor":"a","facts":[],"kind":"k","seq":1,"subject":"case_1","time":"2026-11-23T09:00:00Z"}"#,
        #"{"actor":"a","facts":{},"kind":"k","more":1,"seq":1,"subject":"case_1","time":"2026-11-23T09:00:00Z"}"#,
        #"{"actor":"a","commitment":"ab","facts":{},"kind":"k","seq":1,"subject":"case_1","time":"2026-11-23T09:00:00Z"}"#,
    ])
    func malformedEntriesAreRefused(text: String) {
        #expect(throws: AllianceError.self) { try LogEntry(Array(text.utf8)) }
    }

    @Test(arguments: [
        "https://example.org/x", "see HTTP://example.org", "hxxp://example.org", "www.example.org", "WWW.example.org",
        "mailto:x", "anna@example.org", "write to a.b@mail.example.org please", "<a@b.c>",
    ])
    func addressesAreKeptOut(text: String) throws {
        let ledger = try LedgerUnderTest()
        let hidden: [JSONObject] = [
            ["fact": .string(text)], ["list": [1, .string(text)]], ["deep": ["list": [["x": .string(text)]]]],
        ]
        for facts in hidden {
            var event = event
            event.facts = facts
            let error = #expect(throws: AllianceError.self) { try ledger.store.write { try $0.append(event) } }
            #expect(error?.code == "ledger.entry.personal")
        }
        var event = event
        event.actor = text
        #expect(throws: AllianceError.self) { try ledger.store.write { try $0.append(event) } }
        #expect(try ledger.store.read { try $0.eventCount() } == 0)
    }

    @Test(arguments: ["AT", "pdq", "a@b", "tlog-proof@v1", "12:30", "@home", "1/2", "x @ y.z", "end@.", "example.org"])
    func codesAreLetIn(text: String) throws {
        let ledger = try LedgerUnderTest()
        var event = event
        event.facts = ["fact": .string(text)]
        try ledger.store.write { try $0.append(event) }
        #expect(try ledger.verify().isIntact)
    }

    @Test func anEntryOverTheLimitIsRefusedAndTheLogGoesOn() throws {
        let ledger = try LedgerUnderTest()
        var large = event
        large.facts = ["note": .string(String(repeating: "a", count: 65_535))]
        let error = #expect(throws: AllianceError.self) { try ledger.store.write { try $0.append(large) } }
        #expect(error?.code == "ledger.entry.too-large")
        let fixed = LogEntry(sequence: 0, event: event).bytes.count
        var fits = event
        let rest = EntryBundle.entryLimit - fixed + JSONText.canonical(.object(event.facts)).count
        fits.facts = ["n": .string(String(repeating: "a", count: rest - 8))]
        #expect(LogEntry(sequence: 0, event: fits).bytes.count == EntryBundle.entryLimit)
        try ledger.store.write { try $0.append(fits) }
        try ledger.append(300)
        let result = try ledger.verify()
        #expect(result.isIntact, "\(result.faults)")
        #expect(result.entries == 301)
    }
}
