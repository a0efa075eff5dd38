import AllianceKit
import CommandLineKit

/// `referrals list`
struct ListCommand: Command {
    static let name = "list"
    static let summary = "List referrals, oldest first."
    static let examples = [CommandExample("what waits for an answer", "alliance referrals list --state written")]
    static let output = OutputShape.records([
        OutputField("id", .text, "the referral"), OutputField("state", .text, "how far it is known to have come"),
        OutputField("receiver", .text, "to whom"), OutputField("incidentType", .text, "kind of incident"),
        OutputField("files", .integer, "files referred"), OutputField("drafted", .time, "when it was drafted"),
        OutputField("draftedBy", .text, "who drafted it", inTable: false),
        OutputField("written", .time, "when its file was written", inTable: false),
        OutputField("case", .text, "the case it came from", inTable: false),
        OutputField("outcomes", .list, "what came of it so far"),
    ])

    @Option("Only those in this state.") var state: ReferralRecord.State?
    @Option("Only those of this case.", name: "case", placeholder: "CASE") var caseReference: String?

    func run(_ context: CommandContext) async throws {
        var query = Query<ReferralRecord>().ordered(by: "drafted")
        if let state { query = query.where("state", .equal, .text(state.rawValue)) }
        if let caseReference { query = query.where("case_reference", .equal, .text(caseReference)) }
        let wanted = query
        let records = try context.workspace().store.read { try $0.all(wanted) }
        try context.output.write(records.map(Self.row), as: Self.output)
    }

    private static func row(_ record: ReferralRecord) -> JSONObject {
        [
            "id": .text(record.id), "state": .string(record.state.rawValue),
            "receiver": .string(record.receiver.rawValue),
            "incidentType": .string(record.referral.incident.type.value.rawValue),
            "files": .int(record.referral.files.count), "drafted": .text(record.drafted),
            "draftedBy": .string(record.draftedBy), "written": .text(record.written),
            "case": .text(record.referral.caseReference),
            "outcomes": .array(record.outcomes.map { .string($0.result.rawValue) }),
        ]
    }
}
