import AllianceKit
import CommandLineKit
import Cryptography

/// `takedown release`
struct ReleaseCommand: Command {
    static let name = "release"
    static let summary = "End a law-enforcement hold (two persons)."
    static let discussion = """
        The first call proposes the release and ends with exit code 77, naming the approval. When a second person has approved it,
        the same call again ends the hold.
        """
    static let examples = [
        CommandExample("propose, then do it", "alliance takedown release HL-2026-0001 --reason \"evidence is secured\"")
    ]
    static let output = CaseAnswer.output

    @Argument("A case, or the reference of one of its reports.", placeholder: "CASE") var wanted: String
    @Option("Why.") var reason: String
    @Option("When it was released; the moment of the second call unless said.", placeholder: "TIME") var at: Instant?
    @OptionGroup var mutation: MutationOptions

    func run(_ context: CommandContext) async throws {
        let now = context.surroundings.now()
        let record = try context.workspace().store.read { try CaseDesk.find(wanted, in: $0) }
        let act: JSONObject = [
            "case": .text(record.id), "hold": .integer(Int64(record.holds.count)),
            "placed": .text(record.holds.last?.placed), "reason": .string(reason), "at": .text(at),
        ]
        let digest = Digester.digest(.sha256, of: JSONText.canonical(.object(act)))
        let known = try mutation.key.map { key in
            try context.workspace().store.read { try $0.rememberedAnswer(for: key) != nil }
        }
        if known != true { try check(record, now) }
        let answer = try context.mutate(
            mutation.key, approved: "takedown.release", of: record.id, digest: digest
        ) { transaction in
            var current = try transaction.require(CaseRecord.self, record.id)
            try check(current, now)
            try CaseDesk.endHold(
                &current, at: try CaseDesk.moment(at, current, now: now), by: context.actor, reason: reason,
                now: now, in: transaction)
            return CaseAnswer(current)
        }
        try context.output.write(answer.json, as: Self.output)
    }

    private func check(_ record: CaseRecord, _ now: Instant) throws {
        guard let hold = record.holds.last, hold.ended == nil else {
            throw AllianceError(
                "takedown.hold.none", "\(record.reference): there is no hold to release", exit: .partial)
        }
        if let at, at < hold.placed {
            throw AllianceError(
                "takedown.hold.order", "\(record.reference): the hold was placed later, at \(hold.placed)", exit: .usage
            )
        }
    }
}
