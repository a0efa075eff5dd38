import AllianceKit

/// Does everything that is due and allowed, in phases: what waited and need not wait any more, traces, notices, looks, reminders.
///
/// Cases are done in groups, each one transaction; where one case of a group cannot be done, the group is undone and its cases are
/// done one by one, so that only that one is missing. A run that is cut short at any point is finished by the next: what was done is
/// not due any more.
struct RunDesk {
    let context: CommandContext
    let workspace: Workspace
    /// The moment that the whole run works with.
    let now: Instant
    /// Cases in a transaction.
    var groupSize = 200
    /// What is told of each step.
    let tell: (RunLine) throws -> Void

    init(_ context: CommandContext, tell: @escaping (RunLine) throws -> Void) throws {
        self.context = context
        self.tell = tell
        workspace = try context.workspace()
        now = context.surroundings.now()
    }

    /// What becomes of one case in a phase; nil when there is nothing to tell.
    typealias Handler = (inout CaseRecord, any StoreTransaction) throws -> RunLine?

    /// Goes through the due cases of some states.
    func phase(_ states: [CaseState], steps: Set<CaseTimer.Step>, _ handle: Handler) throws {
        let due = try dueCases(states, steps)
        for start in stride(from: 0, to: due.count, by: groupSize) {
            let group = Array(due[start..<min(start + groupSize, due.count)])
            do {
                let lines = try workspace.store.write { transaction in
                    try group.compactMap { try self.handle($0, steps, transaction, handle) }
                }
                for line in lines { try tell(line) }
            } catch let error as AllianceError where error.exitCode != .busy && error.exitCode != .inputOutput {
                try oneByOne(group, steps, handle)
            }
        }
    }

    private func oneByOne(_ group: [EntityID], _ steps: Set<CaseTimer.Step>, _ handle: Handler) throws {
        for id in group {
            do {
                let line = try workspace.store.write { try self.handle(id, steps, $0, handle) }
                if let line { try tell(line) }
            } catch let error as AllianceError where error.exitCode != .busy && error.exitCode != .inputOutput {
                context.report(error)
            }
        }
    }

    /// Reads the case afresh: it may have moved on since the list was made.
    private func handle(
        _ id: EntityID, _ steps: Set<CaseTimer.Step>, _ transaction: any StoreTransaction, _ handle: Handler
    ) throws -> RunLine? {
        guard var record = try transaction.get(CaseRecord.self, id), record.isDue(steps, at: now) else { return nil }
        return try handle(&record, transaction)
    }

    /// The cases of some states whose next step is one of these and due, the longest overdue first.
    func dueCases(_ states: [CaseState], _ steps: Set<CaseTimer.Step>) throws -> [EntityID] {
        let query = Query<CaseRecord>().where("state", in: states.map { .text($0.rawValue) })
            .where("next_due", .lessOrEqual, .time(now)).ordered(by: "next_due")
        return try ids(query, steps)
    }

    /// The cases of a state that are not due yet: what they waited for may have come meanwhile.
    func waitingCases(_ state: CaseState) throws -> [EntityID] {
        try ids(
            Query<CaseRecord>().where("state", .equal, .text(state.rawValue)).where("next_due", .greater, .time(now)),
            nil)
    }

    private func ids(_ query: Query<CaseRecord>, _ steps: Set<CaseTimer.Step>?) throws -> [EntityID] {
        try workspace.store.read { reader in
            var due: [EntityID] = []
            try reader.forEach(query) { record in
                if steps.map({ record.isDue($0, at: now) }) ?? true { due.append(record.id) }
                return true
            }
            return due
        }
    }
}

/// What a run did, or could not do, with one case.
struct RunLine {
    /// How it ended.
    enum Result: String {
        /// Done.
        case done
        /// Not allowed yet: an approval, a contact.
        case waits
    }

    let caseID: EntityID
    let reference: String
    let step: CaseTimer.Step
    let result: Result
    let detail: String?

    init(_ record: CaseRecord, _ step: CaseTimer.Step, _ result: Result, _ detail: String? = nil) {
        caseID = record.id
        reference = record.reference
        self.step = step
        self.result = result
        self.detail = detail
    }
}
