import AllianceKit
public import CommandLineKit
import Cryptography

/// Records an item of evidence.
struct EvidenceCommand: Command {
    static let name = "evidence"
    static let summary = "Record evidence for a commitment or one of its milestones."
    static let discussion = """
        With --file the SHA-256 of the file that was seen is kept, never the file itself, so that a later change of what the \
        address shows is noticed.
        """
    static let examples = [
        CommandExample(
            "a decision that supports milestone M1",
            "alliance commitments evidence XA-2026-01 --kind decision --title 'Code of conduct' --issuer 'Ministry' --date 2026-06-12 --milestone M1"
        )
    ]
    static let output = CommitmentOutput.change

    @Argument("The commitment.", placeholder: "REFERENCE") var reference: String
    @Option("What kind of thing it is.", placeholder: "KIND") var kind: Evidence.Kind
    @Option("Its title.", placeholder: "TEXT") var title: String
    @Option("Who issued it.", placeholder: "BODY") var issuer: String
    @Option("When it was issued.", placeholder: "DATE") var date: DateArgument
    @Option("Where it can be read.", placeholder: "URL") var url: String?
    @Option("The file that was seen; only its SHA-256 is kept.", placeholder: "FILE") var file: String?
    @Option("The milestone it supports.", placeholder: "MILESTONE") var milestone: String?
    @Flag("The issuer is independent of who promised.") var independent: Bool
    @Flag("It may not be named in public.") var restricted: Bool
    @OptionGroup var mutation: MutationOptions

    func run(_ context: CommandContext) async throws {
        let digest = try file.map { Digester.digest(.sha256, of: try Files.read($0)) }
        try context.change(reference, mutation.key) { commitment, now in
            if let milestone, !commitment.milestones.contains(where: { $0.id == milestone }) {
                throw AllianceError("commitments.milestone.missing", "\(reference) has no milestone \(milestone)")
            }
            let item = Evidence(
                id: "E\(commitment.evidence.count + 1)", kind: kind, title: title, issuer: issuer, date: date.date,
                url: url,
                sha256: digest, milestone: milestone, isIndependent: independent, isPublic: !restricted, recorded: now,
                actor: context.actor)
            commitment.evidence.append(item)
            let event = Event(
                "commitments.evidence.added", commitment.id, at: now, by: context.actor,
                facts: [
                    "evidence": .string(item.id), "kind": .string(kind.rawValue), "independent": .bool(independent),
                    "target": .string(commitment.target.rawValue),
                ])
            return CommitmentStep(event, "evidence recorded", item: item.id)
        }
    }
}

/// One of the cases, as its word.
extension Evidence.Kind: ArgumentValue {}
