import AllianceKit
import CommandLineKit
import TestKit
import Testing

@testable import Takedown

/// A run sends what is approved, reminds, escalates, and lets what needs a person wait.
struct RunNoticesTests {
    private func ready(_ relaxed: [String: String]) async throws -> Hotline {
        let hotline = try Hotline(relaxed: relaxed)
        try await hotline.open()
        try await hotline.trace()
        hotline.clock.advance(minutes: 90)
        return hotline
    }

    private func run(_ hotline: Hotline) async throws -> [JSONObject] {
        try await hotline.run(RunCommand.self, ["--channel", "file"]).records()
    }

    @Test func aNoticeWaitsForItsSecondPerson() async throws {
        let hotline = try await ready([:])
        let first = try await run(hotline)
        #expect(first.map { $0["result"] } == ["waits"])
        #expect(first[0]["detail"]?.stringValue?.hasPrefix("approval approval_") == true)
        #expect(try hotline.outbox().isEmpty)
        try hotline.approveAll()
        #expect(try await run(hotline).map { $0["result"] } == ["done"])
        #expect(try hotline.record().state == .queued && hotline.outbox().count == 1)
        #expect(try await run(hotline).isEmpty)
    }

    @Test func silenceBringsRemindersThenTheNextLevel() async throws {
        let all = ["takedown.notify": "test", "takedown.remind": "test", "takedown.escalate": "test"]
        let hotline = try await ready(all)
        _ = try await run(hotline)
        await hotline.run(SentCommand.self, ["HL-1", "--reply", "250 ok"])
        hotline.clock.advance(minutes: 25 * 60)
        #expect(try await run(hotline).map { $0["step"] } == ["remind"])
        #expect(try await run(hotline).isEmpty, "once in its time")
        hotline.clock.advance(minutes: 24 * 60)
        let second = try await run(hotline).map { $0["step"]?.stringValue ?? "" }
        #expect(second.contains("remind") && second.contains("escalate"))
        let notices = try hotline.notices().filter { $0.takesPlace }
        #expect(notices.filter { $0.level == 0 }.map(\.reminder).sorted() == [0, 1, 2])
        #expect(Set(notices.map { "\($0.contact) \($0.level) \($0.reminder)" }).count == notices.count)
    }

    @Test func nothingLeavesWhileAHoldLives() async throws {
        let hotline = try await ready(["takedown.notify": "test"])
        await hotline.run(
            HoldCommand.self, ["HL-1", "--hours", "100", "--authority", "Example Police", "--reason", "evidence"])
        hotline.clock.advance(minutes: 10 * 60)
        _ = try await run(hotline)
        #expect(try hotline.outbox().isEmpty)
    }
}
