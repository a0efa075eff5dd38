import AllianceKit

/// A look as it was given: which case, what was found, when and from where.
struct LookNote: Sendable {
    var wanted: String
    var outcome: ObservationOutcome
    var at: Instant?
    var vantage: String?
    var status: Int?
    var reason: LookReason?
    var address: IPAddress?
    var movedTo: String?
    var fingerprint: ContentFingerprint?
    var signs: [String] = []

    init(wanted: String, outcome: ObservationOutcome, at: Instant?, vantage: String? = nil, status: Int? = nil) {
        self.wanted = wanted
        self.outcome = outcome
        self.at = at
        self.vantage = vantage
        self.status = status
    }

    /// Reads a line of a file of looks.
    init(_ value: JSONValue, at place: SourcePlace) throws(AllianceError) {
        guard let object = value.objectValue else {
            throw AllianceError("takedown.look.not-object", "the line holds no JSON object", at: place)
        }
        let fields = ReportFields(object: object, place: place)
        guard let wanted = try fields.text("case") else {
            throw fields.error("takedown.look.case", "case is missing")
        }
        guard let word = try fields.text("outcome"), let outcome = ObservationOutcome(rawValue: word) else {
            throw fields.error(
                "takedown.look.outcome",
                "outcome is none of " + ObservationOutcome.allCases.map(\.rawValue).joined(separator: ", "))
        }
        self.wanted = wanted
        self.outcome = outcome
        at = try fields.time("at")
        vantage = try fields.text("vantage")
        movedTo = try fields.text("movedTo")
        if let word = try fields.text("reason") {
            guard let reason = LookReason(rawValue: word) else {
                throw fields.error("takedown.look.reason", "there is no reason \"\(word.prefix(40))\"")
            }
            self.reason = reason
        }
        if let given = object["status"], !given.isNull {
            guard let number = given.integerValue, 100...599 ~= number else {
                throw fields.error("takedown.look.status", "status is not 100…599")
            }
            status = Int(number)
        }
    }

    /// The look of a case, to be stored.
    func look(of record: CaseRecord, by actor: String, now: Instant) -> Look {
        var look = Look(
            of: record.id, round: record.round, time: at ?? now, outcome: outcome, vantage: vantage, status: status,
            recordedBy: actor, recorded: now)
        look.reason = reason
        look.address = address
        look.movedTo = movedTo
        look.fingerprint = fingerprint
        look.signs = signs.isEmpty ? nil : signs
        return look
    }
}
