import AllianceKit
import CommandLineKit

/// `referrals show`
struct ShowCommand: Command {
    static let name = "show"
    static let summary = "Show one referral: what is referred, how far it came, what holds it."
    static let examples = [
        CommandExample("everything as JSON", "alliance referrals show ref_01k9v3c8m4example00000000 --format json")
    ]
    static let output = OutputShape.record([
        OutputField("id", .text, "the referral"), OutputField("state", .text, "how far it is known to have come"),
        OutputField("receiver", .text, "to whom"), OutputField("schema", .text, "the state of the receiver's schema"),
        OutputField("incidentType", .text, "kind of incident"), OutputField("occurred", .time, "when it happened"),
        OutputField("files", .integer, "files referred"), OutputField("case", .text, "the case it came from"),
        OutputField("drafted", .time, "when it was drafted"), OutputField("draftedBy", .text, "who drafted it"),
        OutputField("contentDigest", .text, "digest of what an approval is bound to; null when it cannot be written"),
        OutputField("written", .time, "when its file was written"),
        OutputField("receipt", .text, "the receiver's answer"),
        OutputField("answered", .time, "when the receiver answered"),
        OutputField("outcomes", .object, "each outcome: result, time, source, recorded, recordedBy"),
        OutputField("holds", .object, "each hold: id, kind, clock, from, until, citation"),
        OutputField("referral", .object, "the neutral record, as in docs/referrals.md"),
    ])

    @Argument("The referral.", placeholder: "ID") var id: String

    func run(_ context: CommandContext) async throws {
        let id = try EntityID.referral(id)
        let (record, holds) = try context.workspace().store.read { reader in
            (
                try reader.require(ReferralRecord.self, id),
                try reader.all(Query<ReferralHold>().where("referral", .equal, .text(id)))
            )
        }
        try context.output.write(
            [
                "id": .text(record.id), "state": .string(record.state.rawValue),
                "receiver": .string(record.receiver.rawValue), "schema": .string(record.schema.rawValue),
                "incidentType": .string(record.referral.incident.type.value.rawValue),
                "occurred": .text(record.referral.incident.time.value), "files": .int(record.referral.files.count),
                "case": .text(record.referral.caseReference), "drafted": .text(record.drafted),
                "draftedBy": .string(record.draftedBy),
                "contentDigest": .text(try? ReferralPackage.contentDigest(of: record)),
                "written": .text(record.written), "receipt": .text(record.answer?.receipt),
                "answered": .text(record.answer?.time), "outcomes": try Self.json(record.outcomes),
                "holds": try Self.json(holds), "referral": try JSONText.decode(try record.referral.json()),
            ], as: Self.output)
    }

    private static func json(_ value: some Encodable) throws -> JSONValue {
        try JSONText.decode(try JSONBytes.encode(value))
    }
}
