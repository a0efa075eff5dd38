import AllianceKit
import TestKit
import Testing

struct InstantTests {
    @Test(arguments: [
        ("1970-01-01T00:00:00Z", 0), ("2026-11-23T20:52:00Z", 1_795_467_120_000),
        ("2026-11-23T20:52:00.123Z", 1_795_467_120_123),
        ("2026-11-23t20:52:00.1239999z", 1_795_467_120_123), ("2026-11-23T21:52:00+01:00", 1_795_467_120_000),
        ("2026-11-23T15:22:00-05:30", 1_795_467_120_000), ("2026-11-23T20:52:00.5Z", 1_795_467_120_500),
        ("1969-12-31T23:59:59.999Z", -1), ("2016-12-31T23:59:60Z", 1_483_228_799_000),
        ("2024-02-29T00:00:00Z", 1_709_164_800_000),
    ])
    func readsRFC3339(text: String, milliseconds: Int64) { #expect(Instant(text)?.milliseconds == milliseconds) }

    @Test(arguments: [
        "", "2026-11-23", "2026-11-23T20:52:00", "2026-11-23 20:52:00Z", "2026-11-23T24:00:00Z", "2026-11-23T20:60:00Z",
        "2026-11-23T20:52:61Z", "2023-02-29T00:00:00Z", "2026-13-01T00:00:00Z", "2026-11-23T20:52:00.Z",
        "2026-11-23T20:52:00+1:00", "2026-11-23T20:52:00+24:00", "2026-11-23T20:52:00+0100", "2026-11-23T20:52:00ZZ",
        "0001-01-01T00:00:00+01:00", "9999-12-31T23:59:59-01:00", "２026-11-23T20:52:00Z", "2026-11-23T20:52:0éZ",
    ])
    func refusesTheRest(text: String) { #expect(Instant(text) == nil) }

    @Test func everyMomentReadsBack() {
        var random = SplitMix(seed: 5)
        for _ in 0..<5000 {
            let instant = Instant(milliseconds: Int64(random.next() % 315_000_000_000_000) - 62_000_000_000_000)
            #expect(Instant(instant.description) == instant)
            #expect(CalendarDate(instant.date.description) == instant.date)
            #expect(instant.date.startOfDay <= instant && instant < instant.date.adding(days: 1).startOfDay)
        }
    }

    @Test func theEndsOfTheRangeDoNotTrap() {
        for instant in [Instant(milliseconds: .max), Instant(milliseconds: .min), Instant(milliseconds: 0)] {
            #expect(!instant.description.isEmpty)
            _ = [instant.adding(hours: .max), instant.adding(hours: .min), instant.adding(days: .max)]
            _ = [instant.adding(seconds: 1e300), instant.adding(seconds: -.infinity), instant.adding(seconds: .nan)]
            #expect(instant.seconds(since: Instant(milliseconds: .min)) >= 0)
        }
        #expect(Instant(milliseconds: 5).adding(days: .max).milliseconds == .max)
        #expect(Instant(milliseconds: 5).adding(seconds: 1.5).milliseconds == 1505)
        #expect(CalendarDate("2026-11-23")!.adding(days: .max).description == "9999-12-31")
        #expect(CalendarDate("2026-11-23")!.adding(days: .min).description == "0001-01-01")
        #expect(CalendarDate("2026-12-31")!.adding(days: 1).description == "2027-01-01")
    }
}

struct EntityIDTests {
    @Test func sortsByTimeAndReadsBack() {
        var random = SplitMix(seed: 6)
        var last: EntityID?
        for step in 0..<500 {
            let bytes = (0..<10).map { _ in UInt8(truncatingIfNeeded: random.next()) }
            let id = EntityID(prefix: "case", at: Instant(milliseconds: 1_790_000_000_000 + Int64(step)), random: bytes)
            #expect(id.text.utf8.count == 31 && EntityID(id.text) == id && id.prefix == "case")
            if let last { #expect(last < id) }
            last = id
        }
    }

    @Test(arguments: [
        "", "case", "case_", "_a", "Case_a", "case_a b", "case_é", "case_a/b", "ca-se_a", "case_\n",
        "case_" + String(repeating: "a", count: 129),
    ])
    func refuses(text: String) { #expect(EntityID(text) == nil) }

    @Test(arguments: ["list_list:ncmec", "case_01K9", "a_b_c", "commitment_XA-3.1"])
    func accepts(text: String) { #expect(EntityID(text)?.text == text) }

    @Test func aNameThatCannotBeReadAgainIsNotStored() throws {
        _ = try JSONBytes.encode([EntityID(prefix: "list", name: "ncmec")])
        #expect(throws: EncodingError.self) { try JSONBytes.encode([EntityID(prefix: "list", name: "my list")]) }
    }
}

struct CodeTests {
    @Test func countryCodesAreTwoASCIILetters() {
        #expect(CountryCode("de")?.code == "DE" && CountryCode("XA")?.code == "XA")
        for text in ["", "D", "DEU", "ß", "d1", "é", "[]", "@@", "`a"] { #expect(CountryCode(text) == nil, "\(text)") }
    }

    @Test func digestsKeepTheirAlgorithm() {
        let text = "md5:d41d8cd98f00b204e9800998ecf8427e"
        #expect(Digest(text)?.description == text)
        #expect(
            Digest("MD5:d41d8cd98f00b204e9800998ecf8427e") == nil
                && Digest("sha1:d41d8cd98f00b204e9800998ecf8427e") == nil)
        #expect(Hex.decode("0") == nil && Hex.decode("0g") == nil && Hex.decode("aF") == [0xaf] && Hex.decode("") == [])
    }
}
