import AllianceKit
import TestKit
import Testing

@testable import Takedown

/// The running summary of a case's looks is what going through all of them again gives.
struct LookSummaryTests {
    private let start = Instant("2026-11-20T00:00:00Z")!
    private let record = EntityID(prefix: "case", name: "one")

    private func look(_ minutes: Int, _ outcome: ObservationOutcome, _ vantage: String? = nil) -> Look {
        let time = start.adding(seconds: Double(minutes) * 60)
        return Look(
            of: record, round: 1, time: time, outcome: outcome, vantage: vantage, recordedBy: "w", recorded: time)
    }

    /// What the rows say, without any order of recording.
    private func byHand(_ looks: [Look], seen: Instant) -> (online: Instant?, misses: Int, first: Instant?) {
        let online = looks.filter { $0.outcome.isSighting }.map(\.time) + [seen]
        let border = (looks.filter { $0.outcome.endsRun }.map(\.time) + [seen]).max()!
        let missed = Set(looks.filter { $0.outcome.isMiss && $0.time > border }.map(\.time))
        return (online.max(), missed.count, missed.min())
    }

    @Test(arguments: 1...40) func anyOrderOfRecordingGivesTheSame(seed: UInt64) {
        let random = TestRandomness(seed: seed)
        func pick(_ count: Int) -> Int { Int(random.bytes(1)[0]) % count }
        var summary = LookSummary()
        summary.see(at: start)
        var stored: [Look] = []
        for _ in 0..<60 {
            // Few moments, so that several looks share one.
            let outcome = ObservationOutcome.allCases[pick(ObservationOutcome.allCases.count)]
            let next = look(1 + pick(40), pick(2) == 0 ? .removed : outcome, ["a", "b", nil][pick(3)])
            guard !stored.contains(where: { $0.id == next.id }) else { continue }
            if summary.isNewest(next.time) { summary.add(next) } else { summary.add(late: next, among: stored) }
            stored.append(next)
            let expected = byHand(stored, seen: start)
            #expect(summary.lastSeenOnline == expected.online)
            #expect(summary.misses == expected.misses)
            #expect(summary.firstMiss == expected.first)
            #expect(summary.count == stored.count)
            #expect(summary.newest == stored.map(\.time).max())
        }
    }

    @Test func theRuleNeedsTimeAndVantages() {
        func run(_ looks: Look...) -> LookSummary {
            var summary = LookSummary()
            for look in looks { summary.add(look) }
            return summary
        }
        let three = run(look(1, .removed, "a"), look(11, .removed, "a"), look(21, .gone, "a"))
        #expect(!RemovalRule(misses: 3).isMet(by: three), "twenty minutes are too few")
        let later = run(look(1, .removed, "a"), look(11, .removed, "a"), look(31, .gone, "a"))
        #expect(RemovalRule(misses: 3).isMet(by: later))
        #expect(!RemovalRule(misses: 4).isMet(by: later))
        #expect(!RemovalRule(misses: 3, vantages: 2).isMet(by: later))
        let two = run(look(1, .removed, "a"), look(11, .removed, "b"), look(31, .gone, "a"))
        #expect(RemovalRule(misses: 3, vantages: 2).isMet(by: two))
        #expect(RemovalRule(misses: 1).isMet(by: run(look(1, .removed))))
        #expect(!RemovalRule(misses: 1).isMet(by: LookSummary()))
    }

    /// A fault, a log-in, a block and silence say nothing of the content, however often they are seen.
    @Test func nothingButMissesCounts() {
        var summary = LookSummary()
        for minute in 0..<500 { summary.add(look(minute, minute % 2 == 0 ? .unavailable : .unknown)) }
        #expect(summary.misses == 0 && summary.firstMiss == nil)
        #expect(ObservationOutcome.allCases.filter(\.isMiss) == [.gone, .removed])
    }

    @Test func looksOfVersionOneBecomeRows() async throws {
        let hotline = try Hotline(relaxed: ["takedown.notify": "test"])
        try await hotline.open()
        try await hotline.trace()
        hotline.clock.advance(hours: 10)
        var record = try hotline.record()
        // The body as version 1 wrote it: the looks inside, no summary.
        var body = try #require(try JSONText.decode(JSONBytes.encode(record)).objectValue)
        body["looks"] = nil
        body["observations"] = try JSONText.decode(
            Array(
                """
                [{"round":1,"time":"2026-11-20T06:00:00Z","outcome":"online","recordedBy":"w","recorded":"2026-11-20T06:00:00Z"},
                {"round":1,"time":"2026-11-20T07:00:00Z","outcome":"removed","status":404,"recordedBy":"w","recorded":"2026-11-20T07:00:00Z"}]
                """.utf8))
        let upgraded = try CaseRecord.upgrade(.object(body), from: 1)
        record = try JSONBytes.decode(CaseRecord.self, from: Array(JSONText.encode(upgraded).utf8))
        #expect(record.looks.misses == 1 && record.looks.count == 2 && record.unfiled?.count == 2)
        try hotline.store.write {
            try CaseDesk.put(
                record, "takedown.case.updated", in: $0, at: hotline.clock.now, by: "w", recorded: hotline.clock.now)
        }
        let run = await hotline.run(CheckCommand.self, ["HL-1", "--outcome", "removed"])
        #expect(try run.record()["misses"] == 2)
        #expect(try hotline.looks().map(\.outcome) == [.online, .removed, .removed])
        #expect(try hotline.record().unfiled == nil)
    }
}
