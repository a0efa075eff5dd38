import AllianceKit
import CommandLineKit
import TestKit
import Testing

@testable import Takedown

struct RunCommandTests {
    @Test func dueSaysWhoDoesWhat() async throws {
        let hotline = try Hotline()
        try await hotline.open("HL-1")
        try await hotline.open("HL-2", url: "https://www.example.org/b")
        await hotline.run(TriageCommand.self, ["HL-2", "--priority", "urgent"])
        #expect(try await hotline.run(DueCommand.self, []).records().map { $0["reference"] } == ["HL-2"])
        let later = try await hotline.run(DueCommand.self, ["--within", "24"]).records()
        #expect(later.map { $0["reference"] } == ["HL-2", "HL-1"], "the urgent first")
        #expect(later.allSatisfy { $0["by"] == "person" && $0["step"] == "assess" })
        #expect(later[0]["late"] == 7200 && later[1]["late"] == 0)
        #expect(try await hotline.run(DueCommand.self, ["--within", "24", "--by", "run"]).records().isEmpty)
    }

    @Test func everyStepSaysWhatToType() {
        for step in CaseTimer.Step.allCases {
            let words = step.command(for: "HL-1").split(separator: " ")
            let name = words[2]
            let exists = TakedownPlugin.commands.contains { $0.name == name }
            #expect(exists || ["remind", "escalate"].contains(name), "\(name)")
        }
    }

    @Test func holdsAreRemindedOfAndEndAtTheirTime() async throws {
        let hotline = try Hotline()
        try await hotline.open()
        try await hotline.trace()
        await hotline.run(
            HoldCommand.self, ["HL-1", "--hours", "10", "--authority", "Example Police", "--reason", "evidence"])
        #expect(try await hotline.run(RunCommand.self, []).records().isEmpty, "nothing is due")
        hotline.clock.advance(minutes: 6 * 60)
        let reminded = try await hotline.run(RunCommand.self, []).records()
        #expect(reminded.map { $0["step"] } == ["holdReminder"])
        #expect(try await hotline.run(RunCommand.self, []).records().isEmpty, "once")
        hotline.clock.advance(minutes: 6 * 60)
        #expect(try await hotline.run(RunCommand.self, []).records().map { $0["step"] }.first == "holdEnded")
        let record = try hotline.record()
        #expect(record.state == .noticeReady && record.holds.last?.ended == record.holds.last?.until)
    }

    @Test func theTimeOfAnAuthorityEnds() async throws {
        let hotline = try Hotline()
        try await hotline.open()
        try await hotline.trace()
        await hotline.run(InformCommand.self, ["HL-1", "--authority", "Example Police", "--hours", "2"])
        hotline.clock.advance(minutes: 121)
        let run = await hotline.run(RunCommand.self, ["--key", "k"])
        #expect(try run.records().map { $0["step"] }.first == "authorityEnded")
        #expect(try hotline.record().state == .noticeReady)
        #expect(
            hotline.store.events.last { $0.event.kind == "takedown.authority.answered" }?.event.facts["how"]
                == "timeOver")
        #expect(try await hotline.run(RunCommand.self, ["--key", "k"]).records().isEmpty)
    }

    @Test func theWatchOverARemovalEnds() async throws {
        let hotline = try Hotline()
        try await hotline.open()
        try hotline.change { record in
            let now = hotline.clock.now
            try record.apply(.confirm, at: now, by: "a", now: now)
            let rule = RemovalRule(misses: 3, minutes: 20)
            for minutes in [10, 20, 30] {
                let time = now.adding(seconds: Double(minutes) * 60)
                var look = Look(
                    of: record.id, round: 1, time: time, outcome: .removed, recordedBy: "a", recorded: time)
                try record.observe(&look, rule: rule, by: "a", now: time) { [] }
            }
            let late = now.adding(days: 181)
            var look = Look(of: record.id, round: 1, time: late, outcome: .removed, recordedBy: "a", recorded: late)
            try record.observe(&look, rule: rule, by: "a", now: late) { [] }
        }
        #expect(try hotline.record().state == .monitoring)
        hotline.clock.advance(minutes: 182 * 24 * 60)
        #expect(try await hotline.run(RunCommand.self, []).records().map { $0["step"] } == ["close"])
        #expect(try hotline.record().state == .closed)
    }
}
