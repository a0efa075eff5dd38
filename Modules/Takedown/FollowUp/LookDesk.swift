import AllianceKit

/// A look as it was given: which case, what was found, when and from where.
struct Look {
    var wanted: String
    var outcome: ObservationOutcome
    var at: Instant?
    var vantage: String?
    var status: Int?

    init(wanted: String, outcome: ObservationOutcome, at: Instant?, vantage: String?, status: Int?) {
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
        if let given = object["status"], !given.isNull {
            guard let number = given.integerValue, 100...599 ~= number else {
                throw fields.error("takedown.look.status", "status is not 100…599")
            }
            status = Int(number)
        }
    }
}

/// Records looks.
struct LookDesk {
    let context: CommandContext
    let needed: Int

    init(_ context: CommandContext) throws {
        self.context = context
        needed = try context.workspace().configuration.confirmingObservations
    }

    /// Records one look with the events it causes: checked, and removed or reappeared where it is the one that decides.
    func record(_ look: Look, in transaction: any StoreTransaction) throws -> LookAnswer {
        let now = context.surroundings.now()
        let before = try CaseDesk.find(look.wanted, in: transaction)
        var record = before
        let observation = Observation(
            round: record.round, time: look.at ?? now, outcome: look.outcome, vantage: look.vantage,
            status: look.status, recordedBy: context.actor, recorded: now)
        guard try record.observe(observation, needed: needed, by: context.actor, now: now) else {
            return LookAnswer(record, observation)
        }
        var facts: JSONObject = ["outcome": .string(look.outcome.rawValue), "round": .integer(Int64(record.round))]
        if let status = look.status { facts["status"] = .integer(Int64(status)) }
        try CaseDesk.put(
            record, "takedown.case.checked", in: transaction, at: observation.time, by: context.actor, recorded: now,
            facts: facts)
        if record.state == .removed, before.state != .removed {
            try logRemoval(record, now, in: transaction)
        }
        if record.state == .reappeared, before.state != .reappeared {
            try transaction.append(
                Event(
                    "takedown.case.reappeared", record.id, at: observation.time, by: context.actor,
                    facts: ["round": .integer(Int64(record.round))]))
        }
        return LookAnswer(record, observation)
    }

    /// The removal happened between T4 and T5; its event stands at T5, the end of the interval.
    private func logRemoval(_ record: CaseRecord, _ now: Instant, in transaction: any StoreTransaction) throws {
        let clocks = record.clocks
        let offline = clocks.firstSeenOffline ?? record.since
        var facts: JSONObject = [
            "firstSeenOffline": .text(offline), "observations": .integer(Int64(record.observed.misses)),
            "round": .integer(Int64(record.round)), "recordedAt": .text(now),
        ]
        if let online = clocks.lastSeenOnline { facts["lastSeenOnline"] = .text(online) }
        if let country = record.trace?.country { facts["country"] = .text(country) }
        if let asn = record.trace?.result.autnum { facts["asn"] = .integer(Int64(asn)) }
        try transaction.append(
            Event("takedown.case.removed", record.id, at: offline, by: context.actor, facts: facts))
    }
}

/// What a recorded look answers.
struct LookAnswer: Codable {
    var record: CaseAnswer
    var outcome: ObservationOutcome
    var at: Instant
    var misses: Int

    init(_ record: CaseRecord, _ observation: Observation) {
        self.record = CaseAnswer(record)
        outcome = observation.outcome
        at = observation.time
        misses = record.observed.misses
    }

    var json: JSONObject {
        [
            "case": .text(record.caseID), "reference": .string(record.reference),
            "outcome": .string(outcome.rawValue), "at": .text(at), "misses": .integer(Int64(misses)),
            "state": .string(record.state.rawValue), "nextStep": .text(record.nextStep),
            "nextDue": .text(record.nextDue),
        ]
    }
}
