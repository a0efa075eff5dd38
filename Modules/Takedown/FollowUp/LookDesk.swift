import AllianceKit

/// Records looks: many in one transaction, each case written once.
struct LookDesk {
    let actor: String
    let now: Instant
    let rule: RemovalRule
    private let intake: IntakeDesk

    init(_ context: CommandContext) throws {
        actor = context.actor
        now = context.surroundings.now()
        let configuration = try context.workspace().configuration
        let plan = try configuration.settings(CasePlan.self)
        intake = IntakeDesk(
            now: now, actor: actor, file: "", plan: plan == CasePlan() ? nil : plan,
            makeID: context.surroundings.makeID)
        rule = try configuration.settings(CheckSettings.self).rule(misses: configuration.confirmingObservations)
    }

    /// Records looks in the order given, with the events they cause: checked, and removed or reappeared where one of them decides. A look
    /// that cannot be recorded gives an error in its place and stops none of the others.
    func record(
        _ notes: [LookNote], in transaction: any StoreTransaction
    ) throws -> [Result<LookAnswer, AllianceError>] {
        var open: [EntityID: Opened] = [:]
        var order: [EntityID] = []
        var answers: [Result<LookAnswer, AllianceError>] = []
        for note in notes {
            do {
                let found = try CaseDesk.find(note.wanted, in: transaction, open)
                var opened = open[found.id] ?? Opened(found)
                let look = try take(note, &opened, in: transaction)
                if open[found.id] == nil { order.append(found.id) }
                open[found.id] = opened
                answers.append(.success(LookAnswer(opened.record, look)))
            } catch let error as AllianceError where error.exitCode != .busy && error.exitCode != .inputOutput {
                answers.append(.failure(error))
            }
        }
        for id in order {
            if let opened = open[id], opened.isChanged { try put(opened, in: transaction) }
        }
        return answers
    }

    /// Records one look.
    func record(_ note: LookNote, in transaction: any StoreTransaction) throws -> LookAnswer {
        try record([note], in: transaction)[0].get()
    }

    /// A case while its looks are gone through.
    struct Opened {
        var record: CaseRecord
        var isChanged = false
        var newest: Instant?

        init(_ record: CaseRecord) { self.record = record }
    }

    private func take(_ note: LookNote, _ opened: inout Opened, in transaction: any StoreTransaction) throws -> Look {
        var record = opened.record
        let before = record
        var look = note.look(of: record, by: actor, now: now)
        if let stored = try transaction.get(Look.self, look.id) { return stored }
        if let kept = record.unfiled?.first(where: { $0.id == look.id }) { return kept }
        try record.observe(&look, rule: rule, by: actor, now: now) {
            try transaction.all(Look.query(before.id, round: before.round))
                + (before.unfiled ?? []).filter { $0.round == before.round }
        }
        var facts: JSONObject = [
            "outcome": .string(look.outcome.rawValue), "round": .integer(Int64(look.round)),
            "state": .string(record.state.rawValue),
        ]
        if let status = look.status { facts["status"] = .integer(Int64(status)) }
        if let reason = look.reason { facts["reason"] = .string(reason.rawValue) }
        if look.time != now { facts["recordedAt"] = .text(now) }
        try transaction.put(
            look, because: Event("takedown.case.checked", record.id, at: look.time, by: actor, facts: facts))
        if record.clocks.removalConfirmed != nil, before.clocks.removalConfirmed == nil {
            try logRemoval(record, in: transaction)
        }
        if look.outcome == .moved, let address = look.movedTo {
            // Where it leads is a matter of its own; an analyst assesses it first.
            _ = try intake.openLinked(address, from: record, in: transaction)
        }
        if record.state == .reappeared, before.state != .reappeared {
            try transaction.append(
                Event(
                    "takedown.case.reappeared", record.id, at: look.time, by: actor,
                    facts: ["round": .integer(Int64(record.round))]))
        }
        opened.record = record
        opened.isChanged = true
        opened.newest = max(opened.newest ?? look.time, look.time)
        return look
    }

    private func put(_ opened: Opened, in transaction: any StoreTransaction) throws {
        var record = opened.record
        for look in record.unfiled ?? [] {
            try transaction.put(look, because: Event("takedown.look.filed", look.id, at: now, by: actor))
        }
        record.unfiled = nil
        try CaseDesk.put(
            record, "takedown.case.updated", in: transaction, at: opened.newest ?? now, by: actor, recorded: now)
    }

    /// The removal happened between T4 and T5; its event stands at T5, the end of the interval.
    private func logRemoval(_ record: CaseRecord, in transaction: any StoreTransaction) throws {
        let clocks = record.clocks
        let offline = clocks.firstSeenOffline ?? record.since
        var facts: JSONObject = [
            "firstSeenOffline": .text(offline), "observations": .integer(Int64(record.looks.misses)),
            "round": .integer(Int64(record.round)), "recordedAt": .text(now),
        ]
        if let online = clocks.lastSeenOnline { facts["lastSeenOnline"] = .text(online) }
        if let country = record.trace?.country { facts["country"] = .text(country) }
        if let asn = record.trace?.result.autnum { facts["asn"] = .integer(Int64(asn)) }
        try transaction.append(Event("takedown.case.removed", record.id, at: offline, by: actor, facts: facts))
    }
}

extension CaseDesk {
    /// The same as `find`, with cases that are being changed in this transaction.
    fileprivate static func find(
        _ word: String, in reader: any StoreReader, _ open: [EntityID: LookDesk.Opened]
    ) throws -> CaseRecord {
        if let id = EntityID(word), let opened = open[id] { return opened.record }
        let found = try find(word, in: reader)
        return open[found.id]?.record ?? found
    }
}
