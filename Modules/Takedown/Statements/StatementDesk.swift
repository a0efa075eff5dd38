import AllianceKit

/// Keeps statements of reasons, and what became of them.
struct StatementDesk {
    let context: CommandContext
    let workspace: Workspace
    let settings: StatementSettings

    init(_ context: CommandContext) throws {
        self.context = context
        workspace = try context.workspace()
        settings = try workspace.configuration.settings(StatementSettings.self)
    }

    /// The statement of a case, by its defaults and what the caller gives.
    func draft(_ word: String, overrides: JSONObject) throws -> StatementRecord {
        let record = try workspace.store.read { try CaseDesk.find(word, in: $0) }
        let statement = try StatementDraft.make(record, settings, overrides: overrides)
        return StatementRecord(
            id: StatementRecord.id(of: statement.puid), puid: statement.puid, caseID: record.id,
            reference: record.reference, round: record.round, state: .proposed,
            body: String(decoding: JSONText.canonical(.object(statement.fields)), as: UTF8.self),
            created: context.surroundings.now(), createdBy: context.actor, faults: [])
    }

    /// What is kept of a statement, if it was kept before.
    func known(_ draft: StatementRecord) throws -> StatementRecord? {
        try workspace.store.read { try $0.get(StatementRecord.self, draft.id) }
    }

    /// Keeps drafts. One that the database has is given back as it is; a puid of another case is refused.
    func propose(_ drafts: [StatementRecord]) throws -> [StatementRecord] {
        try workspace.store.write { transaction in
            try drafts.map { draft in
                if let known = try transaction.get(StatementRecord.self, draft.id) {
                    guard known.caseID == draft.caseID, known.round == draft.round else {
                        throw AllianceError(
                            "takedown.statement.puid", "the puid \(draft.puid) belongs to \(known.reference)",
                            hint: "a puid is never used twice")
                    }
                    if known.state == .accepted || (known.body == draft.body && known.state == .proposed) {
                        return known
                    }
                }
                try put(draft, StatementEvents.proposed, in: transaction, facts: ["category": category(draft)])
                return draft
            }
        }
    }

    /// Marks statements as on their way; in the transaction that uses up the approval.
    func markSubmitting(_ records: [StatementRecord], in transaction: any StoreTransaction) throws {
        for record in records {
            var record = try transaction.require(StatementRecord.self, record.id)
            record.state = .submitting
            record.submitted = context.surroundings.now()
            try put(record, StatementEvents.submitting, in: transaction)
        }
    }

    /// Asks the database about statements of which nobody knows whether they arrived.
    func settle(_ drafts: [StatementRecord], _ client: StatementClient) async throws {
        for draft in drafts {
            guard let known = try known(draft), known.state == .submitting else { continue }
            switch try await client.has(known.puid) {
            case true?: try settle([known.puid: .accepted], [:], status: 302)
            case false?: try settle([known.puid: .proposed], [:], status: 404)
            case nil:
                throw AllianceError(
                    "takedown.statement.unknown", "whether \(known.puid) arrived is not known", hint: "try again later",
                    exit: .busy)
            }
        }
    }

    /// Records the answer to a batch, and throws what the person has to know.
    func record(_ answer: StatementAnswer, to batch: StatementBatch) throws {
        switch answer {
        case .accepted(let uuids):
            try settle(states(batch) { _ in .accepted }, [:], uuids: uuids, status: 201)
        case .existing(let puids):
            try settle(states(batch) { puids.contains($0) ? .accepted : .proposed }, [:], status: 422)
            if puids.count < batch.puids.count {
                throw AllianceError(
                    "takedown.statement.existing",
                    "the database has \(puids.count) of \(batch.puids.count) already and took none of the others",
                    hint: "run the command again to send the others", exit: .partial)
            }
        case .refused(let faults):
            try settle(states(batch) { _ in .refused }, faults, status: 422)
            let count = faults.values.reduce(0) { $0 + $1.count }
            throw AllianceError(
                "takedown.statement.refused", "the database refused the batch for \(count) faults; it took none of it",
                hint: "see the faults; change them with --set NAME=VALUE", exit: .partial)
        case .unauthorized(let status):
            try settle(states(batch) { _ in .proposed }, [:], status: status)
            throw AllianceError(
                "takedown.statement.unauthorized", "the database does not accept the token (status \(status))",
                hint: "check the token in the keys folder", exit: .notAllowed)
        case .unavailable(let status, let mayHaveArrived):
            if !mayHaveArrived { try settle(states(batch) { _ in .proposed }, [:], status: status) }
            throw AllianceError(
                "takedown.statement.unavailable", "the database answered with status \(status)",
                hint: "run the command again later; it asks what arrived first", exit: .unavailable)
        }
    }

    private func states(
        _ batch: StatementBatch, _ state: (String) -> StatementRecord.State
    ) -> [String: StatementRecord.State] {
        Dictionary(uniqueKeysWithValues: batch.puids.map { ($0, state($0)) })
    }

    private func settle(
        _ states: [String: StatementRecord.State], _ faults: [String: [String]], uuids: [String: String] = [:],
        status: Int
    ) throws {
        try workspace.store.write { transaction in
            for (puid, state) in states.sorted(by: { $0.key < $1.key }) {
                var record = try transaction.require(StatementRecord.self, StatementRecord.id(of: puid))
                record.state = state
                record.answered = context.surroundings.now()
                record.faults = (faults[puid] ?? []) + (faults[""] ?? [])
                if let uuid = uuids[puid] { record.uuid = uuid }
                switch state {
                case .accepted: try put(record, StatementEvents.accepted, in: transaction)
                case .refused:
                    try put(
                        record, StatementEvents.refused, in: transaction, facts: ["faults": .int(record.faults.count)])
                case .proposed, .submitting:
                    try put(record, StatementEvents.returned, in: transaction, facts: ["status": .int(status)])
                }
            }
        }
    }

    private func put(
        _ record: StatementRecord, _ kind: String, in transaction: any StoreTransaction, facts: JSONObject = [:]
    ) throws {
        try transaction.put(
            record,
            because: Event(kind, record.id, at: context.surroundings.now(), by: context.actor, facts: facts))
    }

    private func category(_ record: StatementRecord) -> JSONValue { (try? record.fields["category"]) ?? .null }
}
