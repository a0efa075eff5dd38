import AllianceKit
import CommandLineKit
import TestKit
import Testing

@testable import Takedown

/// Random orders of commands: whatever happens, the invariants of the reference (section 7.1) hold after every step.
struct CasePropertyTests {
    @Test(arguments: 1...24) func invariantsHoldUnderRandomOrders(seed: Int) async throws {
        let hotline = try Hotline(relaxed: seed % 2 == 0 ? ["takedown.notify": "test"] : [:])
        let random = TestRandomness(seed: UInt64(seed))
        func pick(_ count: Int) -> Int { Int(random.bytes(1)[0]) % count }
        try await hotline.open()
        var written = 0
        for _ in 0..<60 {
            hotline.clock.advance(minutes: 1 + pick(240))
            let held = try hotline.record().livingHold(at: hotline.clock.now) != nil
            await step(pick(16), hotline, pick)
            let record = try hotline.record()

            #expect((record.timer == nil) == record.state.isTerminal, "one next timer")
            #expect((record.timer(at: hotline.clock.now) == nil) == record.state.isTerminal)

            let files = try hotline.outbox().count { $0.delivery.state != .pending }
            if held { #expect(files == written, "no notice while a hold lives") }
            written = files

            let taken = try hotline.notices().filter { $0.takesPlace }
            #expect(Set(taken.map { "\($0.caseID) \($0.contact) \($0.level) \($0.round)" }).count == taken.count)

            if record.state == .removed {
                #expect(try hotline.looks().count { $0.outcome.isMiss } >= 3, "no removal without stored looks")
            }
            if let offline = record.clocks.firstSeenOffline, let online = record.clocks.lastSeenOnline {
                #expect(online < offline, "(T4, T5] is an interval")
            }
            let removals = hotline.store.events.count { $0.event.kind == "takedown.case.removed" }
            if removals > 0 { #expect(try hotline.looks().count { $0.outcome.isMiss } >= 3) }
        }
    }

    private func step(_ what: Int, _ hotline: Hotline, _ pick: (Int) -> Int) async {
        switch what {
        case 0:
            await hotline.run(AssessCommand.self, ["HL-1", "--outcome", "confirmed", "--classification", "A1"])
        case 1:
            await hotline.run(TraceCommand.self, ["HL-1", "--data", Fixtures.package + "/Examples/trace"])
        case 2:
            await hotline.run(
                HoldCommand.self, ["HL-1", "--hours", "\(1 + pick(20))", "--authority", "Police", "--reason", "x"])
        case 3: await hotline.run(ReleaseCommand.self, ["HL-1", "--reason", "done"])
        case 4, 5, 6: await hotline.run(NotifyCommand.self, ["HL-1"])
        case 7: await hotline.run(NotifyCommand.self, ["HL-1", "--contact", "abuse@other.example.net"])
        case 8, 9: try? hotline.approveAll()
        case 10: await hotline.run(SentCommand.self, ["HL-1", "--reply", pick(3) == 0 ? "550 no" : "250 ok"])
        case 11 where pick(12) == 0: await hotline.run(CloseCommand.self, ["HL-1"])
        default:
            let outcome = ObservationOutcome.allCases[pick(ObservationOutcome.allCases.count)]
            let miss = pick(2) == 0 ? ObservationOutcome.removed : outcome
            let early = hotline.clock.now.adding(seconds: -60 * Double(pick(300)))
            let at = pick(4) == 0 ? ["--at", "\(early)"] : []
            await hotline.run(CheckCommand.self, ["HL-1", "--outcome", miss.rawValue] + at)
        }
    }
}
