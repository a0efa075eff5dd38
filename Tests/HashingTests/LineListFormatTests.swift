import AllianceKit
import Testing

@testable import Hashing

/// The formats of one entry a line: what survives, what is refused.
struct LineListFormatTests {
    private let hash = String(repeating: "5a", count: 32)

    private func read(_ type: any HashListImporter.Type, _ text: String) -> ListFormatTests.Reading {
        ListFormatTests.read(type, text)
    }

    @Test func whatFollowsAPDQHashIsARemark() {
        let notes = { (text: String) in read(PDQListImporter.self, text).entries.map(\.note) }
        #expect(notes("\(hash)\n") == [nil])
        #expect(notes("\(hash),\n") == [nil])
        #expect(notes("\(hash),a,b\n") == ["a,b"])
        #expect(notes("\(hash),100,a,b.jpg\n") == ["a,b.jpg"])
        #expect(notes("hash=\(hash),norm=128,delta=0,quality=50,filename=x=1,y.png\n") == ["x=1,y.png"])
        #expect(notes("\(hash),a\tb\u{1}c\n") == ["a\u{fffd}b\u{fffd}c"])
    }

    @Test func badDetailsKeepTheLineOut() {
        for (line, code) in [
            ("hash=\(hash),quality=101", "hashing.list.number"), ("hash=\(hash),quality=49", "hashing.list.quality"),
            ("hash=\(hash),colour=red", "hashing.list.field"), ("hash=,norm=1", "hashing.list.no-hash"),
            ("hash=\(hash),hash=\(String(repeating: "5b", count: 32))", "hashing.list.repeated"),
            (String(repeating: "5a", count: 16), "hashing.list.hash"),
        ] {
            let reading = read(PDQListImporter.self, line)
            #expect(reading.entries.isEmpty && reading.errors.map(\.code) == [code], "\(line)")
            #expect(reading.errors.first?.place?.line == 1)
        }
    }

    @Test func aLineBeyondTheLimitCostsItself() {
        let long = String(repeating: "x", count: 1 << 17)
        for type: any HashListImporter.Type in [PDQListImporter.self, TXFileImporter.self, DigestLinesImporter.self] {
            let good = type is TXFileImporter.Type ? "pdq \(hash)" : "\(hash)  x"
            let line = type is PDQListImporter.Type ? hash : good
            let reading = read(type, "\(long)\n\(line)\n")
            #expect(reading.errors.map(\.code) == ["file.line.too-long"], "\(type.format.name)")
            #expect(reading.entries.count == 1, "\(type.format.name)")
        }
    }

    @Test func txKeepsOpinionsAndTags() throws {
        let text = """
            signal_type,signal_str,collab,category,tags
            pdq,\(hash),partners,NEGATIVE_CLASS,series_17 beach
            pdq,\(hash),others,POSITIVE_CLASS,
            """
        let entries = read(TXDatasetImporter.self, text).entries
        #expect(entries.map(\.entry) == ["pdq:\(hash)@partners", "pdq:\(hash)@others"])
        #expect(entries.map(\.standing) == [.negative, .positive])
        #expect(entries[0].tags == ["series_17", "beach"] && entries[0].source == "partners")
    }

    @Test func fingerprintsOfOtherKindsAreNoEntryOfTheirOwn() {
        let reading = read(TXFileImporter.self, "photodna AAEC\nurl https://example.org/\n")
        #expect(reading.errors.map(\.code) == ["hashing.list.no-hash", "hashing.list.type"])
    }

    @Test func hashdeepNeedsItsHeading() {
        for text in [
            "", "\(hash)  x\n", "%%%% HASHDEEP-2.0\n%%%% size,md5,filename\n", "%%%% HASHDEEP-1.0\n",
            "%%%% HASHDEEP-1.0\n%%%% md5,filename\n", "%%%% HASHDEEP-1.0\n%%%% size,tiger,filename\n",
            "%%%% HASHDEEP-1.0\n%%%% size,md5,md5,filename\n",
        ] {
            #expect(read(HashdeepImporter.self, text).end?.code == "hashing.list.columns", "\(text)")
        }
        let reading = read(
            HashdeepImporter.self,
            "%%%% HASHDEEP-1.0\n%%%% size,tiger,sha-1,filename\n## x\n5,00,\(String(repeating: "ab", count: 20)),a,b\n")
        #expect(reading.entries.map(\.entry) == ["sha1:\(String(repeating: "ab", count: 20))"])
        #expect(reading.entries.map(\.note) == ["a,b"])
        #expect(reading.warnings.count == 1)
    }

    @Test func csvKeepsEverything() throws {
        var everything = HashListCSVExporter.exampleItems[0]
        everything.withdrawal = HashEntry.Withdrawal(reason: "disputed", time: Instant(milliseconds: 1_790_000_000_123))
        everything.tags = ["[x", "y"]
        everything.opinions = HashOpinion.Verdict.allCases.map { HashOpinion($0) }
        let tombstone = HashEntry(entry: "gone", withdrawal: everything.withdrawal)
        let items = HashListCSVExporter.exampleItems + [everything, tombstone]
        let reading = read(
            HashListCSVImporter.self,
            String(decoding: try ListFormatTests.write(HashListCSVExporter.self, items), as: UTF8.self))
        #expect(reading.errors.isEmpty && reading.warnings.isEmpty)
        for (back, item) in zip(reading.entries, items) {
            var item = item
            item.digests.sort { $0.bytes.count > $1.bytes.count }
            #expect(back == item)
        }
        #expect(reading.entries.count == items.count)
    }

    @Test(arguments: [
        ("profile", "fastest", "hashing.list.profile"), ("opinions", "maybe", "hashing.list.opinions"),
        ("opinions", "\"[{\"\"verdict\"\":1}]\"", "hashing.list.opinions"), ("tags", "[1]", "hashing.list.tags"),
        ("tags", "[", "hashing.list.tags"), ("fingerprints", "pdna", "hashing.list.fingerprints"),
        ("fingerprints", "\"{\"\"pdna\"\":1}\"", "hashing.list.fingerprints"),
        ("expires", "tomorrow", "hashing.list.time"), ("withdrawn", "2026-01-01", "hashing.list.time"),
    ])
    func csvNamesTheBadColumn(column: String, value: String, code: String) {
        let reading = read(HashListCSVImporter.self, "md5,\(column)\nd41d8cd98f00b204e9800998ecf8427e,\(value)\n")
        #expect(reading.errors.map(\.code) == [code])
        #expect(reading.errors.first?.place?.line == 2 && reading.errors.first?.place?.path == column)
    }
}
