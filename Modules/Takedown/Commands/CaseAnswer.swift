import AllianceKit

/// What a command that changes a case answers: where the case stands now.
struct CaseAnswer: Codable {
    var caseID: EntityID
    var reference: String
    var state: CaseState
    var nextStep: String?
    var nextDue: Instant?

    init(_ record: CaseRecord) {
        caseID = record.id
        reference = record.reference
        state = record.state
        nextStep = record.timer?.step.rawValue
        nextDue = record.timer?.due
    }

    /// The shape of what is printed.
    static let output = OutputShape.records([
        OutputField("case", .text, "the case's identity", inTable: false),
        OutputField("reference", .text, "the reference of its first report"),
        OutputField("state", .text, "where it stands now"),
        OutputField("nextStep", .text, "what is to be done next", title: "next"),
        OutputField("nextDue", .time, "by when", title: "due"),
    ])

    /// What is printed.
    var json: JSONObject {
        [
            "case": .text(caseID), "reference": .string(reference), "state": .string(state.rawValue),
            "nextStep": .text(nextStep), "nextDue": .text(nextDue),
        ]
    }
}
