import AllianceKit
import CommandLineKit

/// Shows everything about one commitment.
struct ShowCommand: Command {
    static let name = "show"
    static let summary = "Show one commitment with its milestones, evidence, reports, assessments and weak points."
    static let output = OutputShape.record(
        CommitmentOutput.row.map(\.shown) + [
            OutputField("responsible", .text, "the body answerable for it, or null"),
            OutputField("baseline", .text, "what there was before, or null"),
            OutputField("measure", .text, "what will show that it is done, or null"),
            OutputField("goals", .list, "operational goals it serves"),
            OutputField("actions", .list, "example actions it follows"),
            OutputField("milestones", .list, "{\"id\",\"title\",\"due\",\"met\"} each"),
            OutputField(
                "evidence", .list,
                "{\"id\",\"kind\",\"title\",\"issuer\",\"date\",\"url\",\"sha256\",\"milestone\",\"independent\",\"public\"} each"
            ),
            OutputField("reports", .list, "{\"period\",\"progress\",\"text\",\"recorded\",\"actor\"} each"),
            OutputField("assessments", .list, "{\"period\",\"completion\",\"reason\",\"recorded\",\"actor\"} each"),
            OutputField("versions", .integer, "how many texts it has had"),
            OutputField("findings", .list, "weak points: {\"code\",\"message\",\"error\"} each"),
        ])

    @Argument("The commitment.", placeholder: "REFERENCE") var reference: String
    @Option("Timeliness as of this day instead of today.", placeholder: "DATE") var asOf: DateArgument?

    func run(_ context: CommandContext) async throws {
        let commitment = try context.workspace().store.read { try $0.commitment(reference) }
        let day = asOf?.date ?? context.surroundings.now().date
        var json = CommitmentOutput.row(commitment, on: day)
        let people = context.output.format == .table
        json["responsible"] = .text(commitment.text.responsible)
        json["baseline"] = .text(commitment.text.baseline)
        json["measure"] = .text(commitment.text.measure)
        json["goals"] = .array(commitment.goals.map { .string($0) })
        json["actions"] = .array(commitment.actions.map { .string($0) })
        json["milestones"] = .array(commitment.milestones.map { people ? .string($0.line) : .object($0.json) })
        json["evidence"] = .array(commitment.evidence.map { people ? .string($0.line) : .object($0.json) })
        json["reports"] = .array(
            commitment.reports.map { people ? .string("\($0.period) \($0.progress.rawValue)") : .object($0.json) })
        json["assessments"] = .array(
            commitment.assessments.map { people ? .string("\($0.period) \($0.completion.rawValue)") : .object($0.json) }
        )
        json["versions"] = .int(commitment.versions.count)
        let findings = SMARTLint(try Catalogue.builtIn()).findings(of: commitment)
        json["findings"] = .array(
            findings.map {
                people
                    ? .string($0.message)
                    : ["code": .string($0.code), "message": .string($0.message), "error": .bool($0.isError)]
            })
        try context.output.write(json, as: Self.output)
    }
}

extension Milestone {
    var line: String { "\(id) \(title)" + (met.map { " (met \($0))" } ?? due.map { " (due \($0))" } ?? "") }
    var json: JSONObject { ["id": .string(id), "title": .string(title), "due": .text(due), "met": .text(met)] }
}

extension Evidence {
    var line: String { "\(id) \(title), \(issuer), \(date)" }
    var json: JSONObject {
        [
            "id": .string(id), "kind": .string(kind.rawValue), "title": .string(title), "issuer": .string(issuer),
            "date": .text(date), "url": .text(url), "sha256": .text(sha256?.hex), "milestone": .text(milestone),
            "independent": .bool(isIndependent), "public": .bool(isPublic),
        ]
    }
}

extension ProgressReport {
    var json: JSONObject {
        [
            "period": .string(period), "progress": .string(progress.rawValue), "text": .text(text),
            "recorded": .text(recorded),
            "actor": .string(actor),
        ]
    }
}

extension Assessment {
    var json: JSONObject {
        [
            "period": .string(period), "completion": .string(completion.rawValue), "reason": .string(reason),
            "recorded": .text(recorded), "actor": .string(actor),
        ]
    }
}
