import AllianceKit
import TestKit
import Testing

@testable import Takedown

/// How rules become a list, and a list what a format can say.
struct BlockListTests {
    private func fitted(_ entries: [BlockEntry], _ format: some BlockListFormat) -> ([BlockMatcher], [String]) {
        let (list, remarks) = BlockList.make(entries)
        let (kept, more) = list.fitted(to: format, BlockListOptions(time: BlockRuleTests.now))
        return (
            kept.entries.map(\.matcher),
            (remarks + more).map { "\($0.line) \($0.error.code.dropFirst(15)) \($0.weight.rawValue)" }
        )
    }

    @Test func duplicatesFoldAndContradictionsAreNamed() {
        let (list, remarks) = BlockList.make([
            BlockEntry(.host("a.example.org"), .deny, line: 1), BlockEntry(.host("a.example.org"), .deny, line: 2),
            BlockEntry(.host("a.example.org"), .passthru, line: 3), BlockEntry(.host("b.example.org"), .deny, line: 4),
            BlockEntry(.host("b.example.org"), .stopPage, line: 5),
        ])
        #expect(list.entries.map(\.action) == [.passthru, .stopPage])
        #expect(
            remarks.map(\.error.code) == [
                "takedown.block.duplicate", "takedown.block.contradiction", "takedown.block.contradiction",
            ])
    }

    @Test func exceptionsWinOverWhateverTheyCover() {
        let (list, remarks) = BlockList.make([
            BlockEntry(.domain("ok.example.org"), .passthru, line: 1),
            BlockEntry(.host("a.ok.example.org"), .deny, line: 2),
            BlockEntry(.url("ok.example.org/x"), .deny, line: 3), BlockEntry(.domain("example.org"), .deny, line: 4),
            BlockEntry(.urlPrefix("h.example.net/p/"), .passthru, line: 5),
            BlockEntry(.url("h.example.net/p/q?r"), .deny, line: 6),
            BlockEntry(.ip(IPNetwork("192.0.2.0/25")!), .passthru, line: 7),
            BlockEntry(.ip(IPNetwork("192.0.2.4")!), .deny, line: 8),
        ])
        #expect(remarks.map(\.line) == [2, 3, 6, 8])
        #expect(Set(remarks.map(\.error.code)) == ["takedown.block.exempt"])
        #expect(list.entries.count == 4)
    }

    @Test func whatAFormatCannotSayIsLeftOut() {
        let entries = [
            BlockEntry(.domain("example.org"), .deny, line: 1), BlockEntry(.host("a.example.org"), .deny, line: 2),
            BlockEntry(.url("www.example.net/x"), .deny, line: 3), BlockEntry(.host("192.0.2.1"), .deny, line: 4),
        ]
        #expect(fitted(entries, RPZFormat()).0 == [.domain("example.org")])
        #expect(
            fitted(entries, RPZFormat()).1 == [
                "2 covered folded", "3 inexpressible leftOut", "4 inexpressible leftOut",
            ])
        // A format without domains still blocks the host that a domain would have covered.
        #expect(fitted(entries, HostsFormat()).0 == [.host("a.example.org")])
        #expect(
            fitted(entries, AdblockFormat()).0 == [
                .host("192.0.2.1"), .domain("example.org"), .url("www.example.net/x"),
            ])
    }

    @Test func exceptionsThatCannotBeSaidTakeTheBlockWithThem() {
        let entries = [
            BlockEntry(.domain("example.org"), .deny, line: 1), BlockEntry(.host("b.example.org"), .deny, line: 2),
            BlockEntry(.url("a.example.org/ok"), .passthru, line: 3),
        ]
        #expect(fitted(entries, RPZFormat()).0 == [.host("b.example.org")])
        #expect(fitted(entries, RPZFormat()).1 == ["1 pierced leftOut"])
        #expect(fitted(entries, AdblockFormat()).0.count == 2)
        let host = [
            BlockEntry(.domain("example.org"), .deny, line: 1), BlockEntry(.host("ok.example.org"), .passthru, line: 2),
        ]
        #expect(fitted(host, UnboundFormat()).1 == ["2 exception.wider narrowed"])
        #expect(fitted(host, PrefixV4Format()).0.isEmpty)
        #expect(fitted(host, RPZFormat()).1.isEmpty)
    }

    @Test func limitsOfFormatsAreNamed() {
        let label = String(repeating: "a", count: 60)
        let long = [BlockEntry(.host("\(label).\(label).\(label).\(label).example.org"), .deny, line: 1)]
        let (list, _) = BlockList.make(long)
        let wide = BlockListOptions(time: BlockRuleTests.now, origin: "rpz.example")
        #expect(list.fitted(to: RPZFormat(), wide).remarks.map(\.error.code) == ["takedown.block.name.length"])
        let path = BlockEntry(.url("a.example.org/" + String(repeating: "x", count: 3000)), .deny, line: 1)
        #expect(fitted([path], SquidFormat()).1 == ["1 url.long leftOut"])
        #expect(fitted([path], NginxFormat()).1.isEmpty)
        #expect(
            fitted([BlockEntry(.url("a.example.org/%0Ax"), .deny, line: 1)], SquidFormat()).1 == [
                "1 url.characters leftOut"
            ])
        #expect(
            fitted([BlockEntry(.domain("a.b.c.d.example.org"), .deny, line: 1)], PrefixV4Format()).1 == [
                "1 name.depth leftOut"
            ])
    }

    @Test func theOrderOfRulesChangesNothing() throws {
        var entries = BlockRule.examples.enumerated().map { BlockEntry($1.matcher, $1.action, line: $0 + 1) }
        func bytes() throws -> [UInt8] {
            var out: [UInt8] = []
            let options = BlockListOptions(time: BlockRuleTests.now)
            let list = BlockList.make(entries).list.fitted(to: RPZFormat(), options).list
            try RPZFormat().write(list, options, file: "rpz.zone", to: &out)
            return out
        }
        let first = try bytes()
        for _ in 0..<5 {
            entries.shuffle()
            #expect(try bytes() == first)
        }
    }
}
