import AllianceKit
import TestKit
import Testing

@testable import Referrals

/// What comes after: outcomes, holds, lists, health, and what is counted.
@Suite struct OutcomeTests {
    private func accepted() async throws -> (test: TestWorkspace, id: String) {
        let test = try TestWorkspace()
        let id = try await test.draft(["--victim-status", "identified", "--case", "case_17"])
        _ = try await test.send(id)
        #expect(await test.run(StatusCommand.self, [id, "--accepted", "4564654"]).exitCode == .done)
        return (test, id)
    }

    @Test func anOutcomeFollowsAnAcceptance() async throws {
        let test = try TestWorkspace()
        let id = try await test.draft()
        let early = await test.run(OutcomeCommand.self, [id, "--result", "acted-on"])
        #expect(early.exitCode == .notAllowed)
        #expect(early.errors.contains("referrals.outcome.unexpected"))
    }

    @Test func outcomesGatherAndOnlyAToldIdentificationCounts() async throws {
        let (test, id) = try await accepted()
        #expect(!test.store.eventKinds.contains("referrals.victim.identified"), "a stated status is not an outcome")
        test.clock.advance(hours: 24 * 20)
        #expect(
            await test.run(
                OutcomeCommand.self, [id, "--result", "acted-on", "--at", "2026-12-01T10:00:00Z", "--source", "police"]
            ).exitCode == .done)
        let run = await test.run(OutcomeCommand.self, [id, "--result", "victim-identified"])
        #expect(try run.record()["outcomes"] == ["acted-on", "victim-identified"])
        #expect(test.store.eventKinds.suffix(2) == ["referrals.outcome", "referrals.victim.identified"])
        let first = try #require(test.store.events.first { $0.event.kind == "referrals.outcome" }).event
        #expect(first.time == Instant("2026-12-01T10:00:00Z"))
        #expect(first.facts["result"] == "acted-on")
        #expect(first.facts["acted"] == "yes")
        #expect(!JSONText.encode(.object(first.facts)).contains("police"))
        let early = await test.run(
            OutcomeCommand.self, [id, "--result", "closed", "--at", "2026-01-01T00:00:00Z"])
        #expect(early.exitCode == .usage)
    }

    @Test func holdsCountFromTheReceiversAnswer() async throws {
        let (test, id) = try await accepted()
        let run = try await test.run(HoldCommand.self, [id, "--kind", "us_2258a_h"]).record()
        #expect(run["from"] == "2026-11-23T09:00:00Z")
        #expect(run["until"] == "2027-11-23T09:00:00Z")
        #expect(run["clock"] == "minimum")
        let maximum = try await test.run(
            HoldCommand.self, [id, "--kind", "eu_12m", "--until", "2026-11-30T00:00:00Z"]
        ).record()
        #expect(maximum["clock"] == "maximum")
        let internalHold = try await test.run(HoldCommand.self, [id, "--kind", "internal"]).record()
        #expect(internalHold["until"] == .null)
        #expect(internalHold["clock"] == "none")
        let wrong = await test.run(HoldCommand.self, [id, "--kind", "ca_s4", "--until", "2020-01-01T00:00:00Z"])
        #expect(wrong.exitCode == .usage)
        #expect(try EndingHoldsCheck.states(test) == [.warning])
        test.clock.advance(hours: 24 * 8)
        #expect(try EndingHoldsCheck.states(test) == [.failed])
        let shown = try await test.run(ShowCommand.self, [id]).record()
        #expect(shown["holds"]?.arrayValue?.count == 3)
    }

    @Test func silenceIsNoticedAfterThreeDays() async throws {
        let test = try TestWorkspace()
        let id = try await test.draft()
        #expect(try UnansweredReferralsCheck.states(test) == [.ok])
        _ = try await test.send(id)
        test.clock.advance(hours: 72)
        #expect(try UnansweredReferralsCheck.states(test) == [.ok])
        test.clock.advance(seconds: 1)
        #expect(try UnansweredReferralsCheck.states(test) == [.warning])
        #expect(await test.run(StatusCommand.self, [id, "--accepted", "1"]).exitCode == .done)
        #expect(try UnansweredReferralsCheck.states(test) == [.ok])
    }

    @Test func listsAndShows() async throws {
        let (test, id) = try await accepted()
        let list = try await test.run(ListCommand.self, ["--state", "accepted", "--case", "case_17"]).records()
        #expect(list.map { $0["id"]?.stringValue } == [id])
        #expect(try await test.run(ListCommand.self, ["--state", "drafted"]).records().isEmpty)
        let shown = try await test.run(ShowCommand.self, [id]).record()
        #expect(shown["receipt"] == "4564654")
        let referral = try #require(shown["referral"])
        #expect(try Referral.read(JSONText.canonical(referral), named: "x") == test.record(id).referral)
    }

    @Test(arguments: ["nonsense", "case_1", "ref_unknown"])
    func whatIsNoReferralIsSaid(id: String) async throws {
        let test = try TestWorkspace()
        let code: ExitCode = id.hasPrefix("ref_") ? .unusableInput : .usage
        #expect(await test.run(CheckCommand.self, [id]).exitCode == code)
        #expect(await test.run(ShowCommand.self, [id]).exitCode == code)
        #expect(await test.run(StatusCommand.self, [id]).exitCode == code)
        #expect(await test.run(SendCommand.self, [id]).exitCode == code)
        #expect(await test.run(OutcomeCommand.self, [id, "--result", "closed"]).exitCode == code)
        #expect(await test.run(HoldCommand.self, [id, "--kind", "internal"]).exitCode == code)
    }
}
