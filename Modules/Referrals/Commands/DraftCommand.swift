import AllianceKit
import CommandLineKit

/// `referrals draft`
struct DraftCommand: Command {
    static let name = "draft"
    static let summary = "Draft a referral from recorded matches, or from a file."
    static let discussion = """
        The files' names and hashes come from the recorded matches; what happened, when and where is said with \
        options. What nobody states stays "not stated". A full neutral record can be read from a JSON file instead.

        A draft without errors is at once proposed for sending: a second person approves it with "referrals approve".
        """
    static let examples = [
        CommandExample(
            "draft from a match",
            "alliance referrals draft --match match_01k9v3c8m4example00000000 --incident-type csam "
                + "--occurred 2026-11-20T14:05:00Z --occurred-meaning \"time of upload\" "
                + "--url https://board.example.org/t/1"
        )
    ]
    static let output = OutputShape.record([
        OutputField("id", .text, "the referral"), OutputField("state", .text, "how far it is"),
        OutputField("receiver", .text, "to whom"), OutputField("schema", .text, "the state of the receiver's schema"),
        OutputField("files", .integer, "files referred"),
        OutputField("matches", .integer, "recorded matches it rests on"),
        OutputField("errors", .integer, "what keeps it from leaving"),
        OutputField("warnings", .integer, "what to look at"),
        OutputField("missing", .integer, "what would help the investigator"),
        OutputField("score", .integer, "completeness, 0 to 100"),
        OutputField("contentDigest", .text, "digest of what is to be approved; null when there are errors"),
        OutputField("approval", .text, "the proposal that waits for a second person; null when there are errors"),
    ])

    @OptionGroup var content: DraftOptions
    @Option("A full neutral record as JSON; then no other content is given.", placeholder: "FILE") var from: String?
    @Option("To whom.") var receiver = Receiver.ncmec
    @Option("The state of the receiver's schema.") var schemaVersion = NCMECSchemaVersion.nov2025
    @OptionGroup var mutation: MutationOptions

    struct Answer: Codable {
        var id, state, receiver, schema: String
        var files, matches, errors, warnings, missing, score: Int
        var contentDigest, approval: String?
    }

    mutating func validate() throws {
        if from != nil, !content.isEmpty {
            throw UsageError("--from gives the whole record; leave out the other content")
        }
        if from == nil, content.incidentType == nil || content.occurred == nil {
            throw UsageError("--incident-type and --occurred are needed, or --from FILE")
        }
    }

    func run(_ context: CommandContext) async throws {
        let workspace = try context.workspace()
        // Before the transaction: reading a file takes time that other writers need not wait for.
        let given = try from.map { try Referral.read(try Files.read($0, limit: 16 << 20), named: $0) }
        let answer = try context.mutate(mutation.key) { transaction in
            let now = context.surroundings.now()
            var referral = try given ?? content.referral(in: transaction, by: context.actor, at: now)
            if referral.reporter == nil {
                let organisation = workspace.configuration.organisation
                referral.reporter = Reporter(
                    organisation: organisation.name, country: organisation.country, email: organisation.email)
            }
            let record = ReferralRecord(
                id: context.surroundings.makeID("ref"), referral: referral, receiver: receiver, schema: schemaVersion,
                drafted: now, draftedBy: context.actor, firstSequence: try transaction.eventCount())
            let matches = referral.files.reduce(0) { $0 + $1.listMatches.count }
            try transaction.put(
                record,
                because: Event(
                    ReferralEvents.drafted, record.id, at: now, by: context.actor,
                    facts: [
                        "receiver": .string(receiver.rawValue), "schema": .string(schemaVersion.rawValue),
                        "incidentType": .string(referral.incident.type.value.rawValue),
                        "files": .int(referral.files.count), "matches": .int(matches),
                    ]))
            let check = record.check(at: now)
            var answer = Answer(
                id: record.id.text, state: record.state.rawValue, receiver: receiver.rawValue,
                schema: schemaVersion.rawValue, files: referral.files.count, matches: matches,
                errors: check.errors.count, warnings: check.problems.count { $0.severity == .warning },
                missing: check.problems.count { $0.severity == .missing }, score: check.completeness.score)
            if check.isValid {
                let digest = try ReferralPackage.contentDigest(of: record)
                let approval = try Approvals.propose(
                    SendCommand.verb, record.id, digest: digest, in: transaction, context,
                    hours: workspace.configuration.approvalHours)
                answer.contentDigest = digest.description
                answer.approval = approval.id.text
            }
            return answer
        }
        try context.output.write(
            [
                "id": .string(answer.id), "state": .string(answer.state), "receiver": .string(answer.receiver),
                "schema": .string(answer.schema), "files": .int(answer.files), "matches": .int(answer.matches),
                "errors": .int(answer.errors), "warnings": .int(answer.warnings), "missing": .int(answer.missing),
                "score": .int(answer.score), "contentDigest": .text(answer.contentDigest),
                "approval": .text(answer.approval),
            ], as: Self.output)
        if answer.errors > 0 {
            context.talk.say("it cannot leave yet; see: alliance referrals check \(answer.id)")
        } else {
            context.talk.say("a second person approves it with: alliance referrals approve \(answer.id)")
        }
    }
}
