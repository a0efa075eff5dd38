import AllianceKit

/// What commands share: finding cases, storing them with their event, and going through several of them.
enum CaseDesk {
    /// The case of an identity (`case_…`), of its own reference, or of the reference of any report that joined it.
    static func find(_ word: String, in reader: any StoreReader) throws -> CaseRecord {
        if let id = EntityID(word), id.prefix == "case", let record = try reader.get(CaseRecord.self, id) {
            return record
        }
        if let record = try reader.first(Query<CaseRecord>().where("reference", .equal, .text(word))) { return record }
        if let report = try reader.first(Query<Report>().where("reference", .equal, .text(word))) {
            return try reader.require(CaseRecord.self, report.caseID)
        }
        throw AllianceError(
            "takedown.case.missing", "there is no case \(word)", hint: "see: alliance takedown cases")
    }

    /// Stores a case with the event that changed it. An event that is recorded later than it happened says so.
    static func put(
        _ record: CaseRecord, _ kind: String, in transaction: any StoreTransaction, at time: Instant,
        by actor: String, recorded: Instant? = nil, facts: JSONObject = [:]
    ) throws {
        var facts = facts
        facts["state"] = .string(record.state.rawValue)
        if let recorded, recorded != time { facts["recordedAt"] = .text(recorded) }
        try transaction.put(record, because: Event(kind, record.id, at: time, by: actor, facts: facts))
    }

    /// Ends the newest hold and moves the case on.
    static func endHold(
        _ record: inout CaseRecord, at time: Instant, by actor: String, reason: String, now: Instant,
        in transaction: any StoreTransaction
    ) throws {
        record.endHold(at: time, by: actor, reason: reason)
        if case .to = CaseTransition.of(record.state, .release) {
            try record.apply(release(record), at: time, by: actor, note: reason, now: now)
        }
        let how = record.holds.last?.endedBy == "system" ? "expired" : "released"
        try put(
            record, "takedown.hold.released", in: transaction, at: record.holds.last?.ended ?? time, by: actor,
            recorded: now, facts: ["how": .string(how)])
    }

    /// Ends the wait for the answer of the authority that was informed.
    static func endWait(
        _ record: inout CaseRecord, at time: Instant, by actor: String, how: String, now: Instant,
        in transaction: any StoreTransaction
    ) throws {
        guard record.state == .leNotified else {
            throw AllianceError(
                "takedown.authority.none", "\(record.reference): no authority was asked, or a hold lives",
                exit: .partial)
        }
        try record.apply(release(record), at: time, by: actor, note: how, now: now)
        try put(
            record, "takedown.authority.answered", in: transaction, at: time, by: actor, recorded: now,
            facts: ["how": .string(how)])
    }

    /// Records an objection.
    static func startAppeal(
        _ record: inout CaseRecord, by party: CaseAppeal.Party, reason: String, at time: Instant, actor: String,
        now: Instant, in transaction: any StoreTransaction
    ) throws {
        try record.apply(.startAppeal, at: time, by: actor, note: party.rawValue, now: now)
        record.appeals.append(
            CaseAppeal(
                by: party, reason: reason, received: time, recordedBy: actor,
                due: time.adding(hours: record.schedule.appealHours)))
        try put(
            record, "takedown.appeal.received", in: transaction, at: time, by: actor, recorded: now,
            facts: ["by": .string(party.rawValue)])
    }

    /// How a wait or a hold ends: with the host known, the notice can go; else it is traced first.
    private static func release(_ record: CaseRecord) -> CaseVerb {
        let known = record.trace.map { $0.outcome == .hosted || $0.outcome == .abroad || $0.contact != nil } ?? false
        return known ? .release : .releaseUntraced
    }

    /// Does something for each of several cases. One that cannot be done does not stop the others: it is reported, and when none
    /// could be done the last error ends the command with its own exit code.
    static func forEach(
        _ words: [String], _ context: CommandContext, _ body: (String) async throws -> Void
    ) async throws {
        var errors: [AllianceError] = []
        for word in words {
            do {
                try await body(word)
            } catch let error as AllianceError where words.count > 1 {
                errors.append(error)
            }
        }
        let noneDone = errors.count == words.count && Set(errors.map(\.exitCode)).count == 1
        for error in noneDone ? errors.dropLast()[...] : errors[...] { context.report(error) }
        if noneDone, let last = errors.last { throw last }
    }

    /// Checks a moment that the user gave: not in the future, not before the report.
    static func moment(_ given: Instant?, _ record: CaseRecord, now: Instant) throws -> Instant {
        let time = given ?? now
        guard time <= now, time >= record.clocks.received else {
            throw AllianceError(
                "takedown.time.outside", "\(record.reference): \(time) does not lie between the report and now",
                hint: "the report was received at \(record.clocks.received)", exit: .usage)
        }
        return time
    }

    /// The key of one item of a command that was given one idempotency key.
    static func key(_ key: String?, _ item: String) -> String? { key.map { "\($0)/\(item)" } }
}
