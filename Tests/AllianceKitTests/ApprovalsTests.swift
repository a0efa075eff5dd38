import AllianceKit
import CommandLineKit
import TestKit
import Testing

/// The rule of two people, as a command that destroys meets it.
struct ApprovalsTests {
    struct ShredCommand: Command {
        static let name = "shred"
        static let summary = "Destroy something."
        static let output = OutputShape.record([OutputField("done", .flag, "Whether")])
        @Argument("What.") var subject: EntityID
        @Option("Its content.") var content = "a"
        @OptionGroup var mutation: MutationOptions

        func run(_ context: CommandContext) async throws {
            let digest = try #require(
                Digest(.sha256, bytes: [UInt8](repeating: content.utf8.first ?? 0, count: 32)))
            let done = try context.mutate(mutation.key, approved: "test.shred", of: subject, digest: digest) { tx in
                try tx.append(
                    Event("test.shredded", subject, at: context.surroundings.now(), by: context.actor))
                return true
            }
            try context.output.write(["done": .bool(done)], as: Self.output)
        }
    }

    struct ConsentCommand: Command {
        static let name = "consent"
        static let summary = "Approve."
        @Argument("Which.") var id: EntityID
        func run(_ context: CommandContext) async throws {
            _ = try context.workspace().store.write { try Approvals.approve(id, in: $0, context) }
        }
    }

    let store = MemoryStore()
    let clock = TestClock(CommandRun.start)

    private func workspace(_ configuration: Configuration = .initial) -> Workspace {
        Workspace(folder: "/nonexistent", configuration: configuration, store: store, lists: MemoryHashListStore())
    }

    private func shred(_ words: String..., by actor: String = "analyst-1", in workspace: Workspace? = nil) async
        -> CommandRun
    {
        await CommandRun.run(
            ShredCommand.self, ["case_a"] + words, in: workspace ?? self.workspace(), clock: clock, actor: actor)
    }

    private func consent(_ id: EntityID, by actor: String) async -> CommandRun {
        await CommandRun.run(ConsentCommand.self, [id.text], in: workspace(), clock: clock, actor: actor)
    }

    private func waiting() throws -> Approval { try #require(try store.read { try $0.first(Query<Approval>()) }) }

    @Test func twoPeopleAreNeeded() async throws {
        let first = await shred()
        #expect(first.exitCode == .notAllowed && first.errors.contains("[approval.missing]"))
        let approval = try waiting()
        #expect(approval.proposer == "analyst-1" && approval.verb == "test.shred")
        #expect(first.errors.contains(approval.id.text))
        // Asking again proposes nothing new.
        _ = await shred()
        #expect(store.recordCount(in: Approval.table) == 1)

        let same = await consent(approval.id, by: "analyst-1")
        #expect(same.exitCode == .notAllowed && same.errors.contains("[approval.same-person]"))
        #expect(await consent(approval.id, by: "analyst-2").exitCode == .done)
        #expect(await shred().exitCode == .done)
        #expect(store.eventKinds == ["approval.proposed", "approval.approved", "approval.used", "test.shredded"])
        // It serves once.
        #expect(await shred().exitCode == .notAllowed)
        #expect(store.recordCount(in: Approval.table) == 2)
    }

    @Test func anApprovalHoldsForExactlyWhatWasShown() async throws {
        _ = await shred()
        #expect(await consent(try waiting().id, by: "analyst-2").exitCode == .done)
        #expect(await shred("--content", "b").exitCode == .notAllowed)
        #expect(await shred().exitCode == .done)
    }

    @Test func approvalsExpire() async throws {
        _ = await shred()
        let approval = try waiting()
        clock.advance(hours: 73)
        #expect(await consent(approval.id, by: "analyst-2").errors.contains("[approval.expired]"))
        #expect(await shred().exitCode == .notAllowed)
        #expect(store.recordCount(in: Approval.table) == 2)
    }

    @Test func anApprovedOneExpiresToo() async throws {
        _ = await shred()
        #expect(await consent(try waiting().id, by: "analyst-2").exitCode == .done)
        clock.advance(hours: 73)
        #expect(await shred().exitCode == .notAllowed)
    }

    @Test func relaxingIsWrittenDown() async {
        var configuration = Configuration.initial
        configuration.onePersonVerbs["test.shred"] = "one person works here"
        #expect(await shred(in: workspace(configuration)).exitCode == .done)
        #expect(store.eventKinds == ["approval.used", "test.shredded"])
        #expect(store.events[0].event.facts["relaxed"] == "one person works here")
    }

    @Test func aRepeatedKeyAnswersTheSameAndChangesNothing() async throws {
        _ = await shred("--key", "k")
        #expect(await consent(try waiting().id, by: "analyst-2").exitCode == .done)
        let one = await shred("--key", "k")
        let count = store.events.count
        let two = await shred("--key=k")
        #expect(one.output == two.output && two.exitCode == .done && store.events.count == count)
        let other = await shred("--key", "k", "--content", "b")
        #expect(other.exitCode == .usage && other.errors.contains("[key.reused]"))
    }
}
