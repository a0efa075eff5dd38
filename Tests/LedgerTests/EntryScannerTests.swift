import AllianceKit
import Testing

@testable import Ledger

/// The quick reader may give up, but it may never read something else than the strict one.
@Suite struct EntryScannerTests {
    static let facts: [JSONObject] = [
        [:], ["a": 1], ["a": -1, "b": "text", "c": true, "d": false, "e": .null], ["n": .integer(.max)],
        ["n": 1.5], ["deep": ["x": 1]], ["list": [1, 2]], ["text": "ü"], ["text": "a\"b\\c\n"], ["": ""],
        ["big": 999_999_999_999_999_999], ["zero": 0],
    ]

    static func entries() -> [LogEntry] {
        facts.enumerated().flatMap { number, facts in
            [0, 250].map { milliseconds in
                LogEntry(
                    sequence: Int64(number) * 1_000_003,
                    event: Event(
                        "sample.case.noted", EntityID(prefix: "case", name: "01"),
                        at: Instant(milliseconds: 1_790_000_000_000 + milliseconds), by: "analyst-1", facts: facts),
                    commitment: number % 2 == 0 ? [UInt8](repeating: 0xc3, count: 32) : nil)
            }
        }
    }

    @Test func plainEntriesAreReadQuickly() {
        let read = Self.entries().map { EntryScanner.read($0.bytes) }
        // All but those with a number of 19 digits or a fraction, nesting, a list, or a text that is not plain.
        #expect(read.count { $0 != nil } == 12)
        for (entry, event) in zip(Self.entries(), read) where event != nil {
            #expect(event == LedgerEvent(sequence: entry.sequence, event: entry.event))
        }
    }

    @Test func changedBytesAreNeverReadDifferently() {
        var quick = 0
        for entry in Self.entries() {
            let bytes = entry.bytes
            for place in bytes.indices {
                for change in [bytes[place] ^ 1, bytes[place] ^ 0x20, 0x22, 0x5c, 0x7b, 0x30, 0x2d, 0xff] as [UInt8] {
                    var changed = bytes
                    changed[place] = change
                    quick += compare(changed)
                }
                var shorter = bytes
                shorter.remove(at: place)
                quick += compare(shorter)
                var longer = bytes
                longer.insert(bytes[place], at: place)
                quick += compare(longer)
                quick += compare(Array(bytes[..<place]))
            }
        }
        #expect(quick > 1000)
    }

    /// 1 if the quick reader took it.
    private func compare(_ bytes: [UInt8]) -> Int {
        guard let quick = EntryScanner.read(bytes) else { return 0 }
        let strict = try? LogEntry(bytes)
        if strict.map({ LedgerEvent(sequence: $0.sequence, event: $0.event) }) != quick {
            Issue.record("read differently: \(String(decoding: bytes, as: UTF8.self))")
        }
        return 1
    }
}
