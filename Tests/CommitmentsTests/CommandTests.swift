import AllianceKit
import TestKit
import Testing

@testable import Commitments

@Suite struct CommandTests {
    let clock = TestClock(Instant(year: 2026, month: 7, day: 1)!)
    let workspace = Workspace(
        folder: "/nonexistent", configuration: .initial, store: MemoryStore(), lists: MemoryHashListStore())

    private func run<C: Command>(_ type: C.Type, _ words: [String], as actor: String = "xa-focal-point") async
        -> CommandRun
    {
        await CommandRun.run(type, words, in: workspace, clock: clock, actor: actor, plugins: [CommitmentsPlugin.self])
    }

    private func add(_ more: [String] = []) async -> CommandRun {
        await run(
            AddCommand.self,
            ["XA-1", "--country", "XA", "--target", "AVAIL", "--title", "A time limit", "--deadline", "2026-12-31"]
                + more)
    }

    private func kinds() throws -> [String] {
        try workspace.store.read { reader in
            var kinds: [String] = []
            try reader.forEachEvent(from: 0) {
                kinds.append($0.event.kind)
                return true
            }
            return kinds
        }
    }

    @Test func aCommitmentGoesFromPromiseToCompletion() async throws {
        #expect(await add(["--milestone", "Draft @ 2026-06-30"]).exitCode == .done)
        #expect(await run(MilestoneCommand.self, ["XA-1", "M1", "--met", "2026-06-12"]).exitCode == .done)
        let evidence = [
            "XA-1", "--kind", "decision", "--title", "Code", "--issuer", "Ministry", "--date", "2026-06-12",
        ]
        #expect(await run(EvidenceCommand.self, evidence).exitCode == .done)
        #expect(await run(ReportCommand.self, ["XA-1", "--period", "2026-S1", "--progress", "done"]).exitCode == .done)
        let assess = ["XA-1", "--period", "2026-S1", "--completion", "complete", "--reason", "All signed"]
        #expect(await run(AssessCommand.self, assess, as: "assessor-1").exitCode == .done)
        let shown = try await run(ShowCommand.self, ["XA-1"]).record()
        #expect(shown["timeliness"] == "completed on time")
        #expect(shown["completion"] == "complete")
        #expect(shown["progress"] == "done")
        let close = ["XA-1", "closed", "--as", "completed", "--reason", "Law in force"]
        #expect(await run(MoveCommand.self, close).exitCode == .done)
        #expect(
            try kinds() == [
                "commitments.added", "commitments.milestone.met", "commitments.evidence.added", "commitments.reported",
                "commitments.assessed", "commitments.moved",
            ])
    }

    @Test func whoReportedCannotAssess() async throws {
        _ = await add()
        _ = await run(ReportCommand.self, ["XA-1", "--period", "2026", "--progress", "under-way"])
        let own = await run(
            AssessCommand.self, ["XA-1", "--period", "2026", "--completion", "limited", "--reason", "x"])
        #expect(own.exitCode == .notAllowed)
        #expect(own.errors.contains("commitments.same-person"))
        #expect(try kinds().contains("commitments.assessed") == false)
    }

    @Test(arguments: ["substantial", "complete"])
    func aHighCompletionNeedsEvidence(completion: String) async {
        _ = await add()
        let run = await run(
            AssessCommand.self, ["XA-1", "--period", "2026", "--completion", completion, "--reason", "x"],
            as: "assessor-1")
        #expect(run.exitCode == .notAllowed)
        #expect(run.errors.contains("commitments.no-evidence"))
    }

    @Test func aRepeatedKeyChangesNothingAndAnswersTheSame() async throws {
        _ = await add()
        let words = ["XA-1", "--period", "2026-Q1", "--progress", "under-way", "--key", "k1"]
        let first = await run(ReportCommand.self, words)
        let second = await run(ReportCommand.self, words)
        #expect(first.output == second.output)
        #expect(try kinds().count { $0 == "commitments.reported" } == 1)
        let other = await run(ReportCommand.self, ["XA-1", "--period", "2026-Q2", "--progress", "done", "--key", "k1"])
        #expect(other.exitCode == .usage)
    }

    @Test func aTakenReferenceIsRefused() async {
        #expect(await add().exitCode == .done)
        let again = await add()
        #expect(again.exitCode == .unusableInput)
        #expect(again.errors.contains("commitments.exists"))
    }

    @Test func weakPointsAreNamedButDoNotStopTheEntry() async {
        let run = await add()
        #expect(run.exitCode == .done)
        #expect(run.errors.contains("commitments.lint.measurable"))
    }

    @Test func anAmendmentKeepsTheOldText() async throws {
        _ = await add()
        let amended = await run(AmendCommand.self, ["XA-1", "--deadline", "2027-06-30", "--reason", "Elections"])
        #expect(try amended.record()["item"] == "version 2")
        let commitment = try workspace.store.read { try $0.commitment("XA-1") }
        #expect(commitment.versions.map(\.text.deadline) == [CalendarDate("2026-12-31"), CalendarDate("2027-06-30")])
        #expect(await run(AmendCommand.self, ["XA-1", "--deadline", "2027-06-30", "--reason", "x"]).exitCode == .usage)
    }

    @Test func anImportNamesBadRowsAndDoesTheRest() async throws {
        let folder = try TemporaryFolder()
        let file = try folder.write(
            "register.csv", "reference,country,target,title\nXA-8,XA,LE,Eight\nXA-9,XAX,LE,Nine\nXA-10,XA,VIC,Ten\n")
        let first = await run(ImportCommand.self, [file])
        #expect(first.exitCode == .partial)
        #expect(first.errors.contains("register.csv:3"))
        #expect(try first.records().map { $0["outcome"] } == ["added", "added"])
        let second = await run(ImportCommand.self, [file])
        #expect(try second.records().map { $0["outcome"] } == ["exists", "exists"])
        let nothing = try folder.write("bad.csv", "reference,country,target,title\nXA-9,XAX,LE,Nine\n")
        #expect(await run(ImportCommand.self, [nothing]).exitCode == .unusableInput)
    }

    @Test func theListIsComputedAsOfADay() async throws {
        _ = await add()
        let later = await run(ListCommand.self, ["--as-of", "2027-02-01", "--timeliness", "overdue"])
        #expect(try later.records().count == 1)
        #expect(try await run(ListCommand.self, ["--timeliness", "overdue"]).records().isEmpty)
    }

    @Test func theExampleRegisterImportsWhole() async throws {
        let run = await run(ImportCommand.self, ["\(Fixtures.package)/Examples/commitments.csv"])
        #expect(run.exitCode == .done)
        #expect(try run.records().count == 4)
    }

    @Test func factsHoldNoTexts() async throws {
        _ = await add()
        _ = await run(
            ReportCommand.self, ["XA-1", "--period", "2026", "--progress", "under-way", "--text", "Secret words"])
        try workspace.store.read { reader in
            try reader.forEachEvent(from: 0) { logged in
                #expect(!JSONText.encode(.object(logged.event.facts)).contains("Secret"))
                return true
            }
        }
    }
}
