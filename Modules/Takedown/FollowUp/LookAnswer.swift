import AllianceKit

/// What a recorded look answers.
struct LookAnswer: Codable {
    var record: CaseAnswer
    var outcome: ObservationOutcome
    var reason: LookReason?
    var at: Instant
    var vantage: String?
    var status: Int?
    var movedTo: String?
    var misses: Int

    init(_ record: CaseRecord, _ look: Look) {
        self.record = CaseAnswer(record)
        outcome = look.outcome
        reason = look.reason
        at = look.time
        vantage = look.vantage
        status = look.status
        movedTo = look.movedTo
        misses = record.looks.misses
    }

    static let output = OutputShape.records([
        OutputField("case", .text, "the case's identity", inTable: false),
        OutputField("reference", .text, "the reference of its first report"),
        OutputField("outcome", .text, "what the look found"),
        OutputField("reason", .text, "why it says so, where the toolkit looked itself"),
        OutputField("status", .integer, "the HTTP status", inTable: false),
        OutputField("at", .time, "when", inTable: false),
        OutputField("vantage", .text, "from where"),
        OutputField("movedTo", .text, "where a redirect led", title: "moved to", inTable: false),
        OutputField("misses", .integer, "misses in a row"),
        OutputField("state", .text, "where the case stands now"),
        OutputField("nextStep", .text, "what is to be done next", inTable: false),
        OutputField("nextDue", .time, "by when", inTable: false),
        OutputField("iccam", .object, "the outcome in ICCAM's codes: action and, where it has one, reason"),
    ])

    var json: JSONObject {
        [
            "case": .text(record.caseID), "reference": .string(record.reference),
            "outcome": .string(outcome.rawValue), "reason": .text(reason?.rawValue), "status": .int(status),
            "at": .text(at), "vantage": .text(vantage), "movedTo": .text(movedTo), "misses": .integer(Int64(misses)),
            "state": .string(record.state.rawValue), "nextStep": .text(record.nextStep),
            "nextDue": .text(record.nextDue),
            "iccam": OutcomeCodes.builtin.code(outcome, reason).map { .object($0.json) } ?? .null,
        ]
    }
}
