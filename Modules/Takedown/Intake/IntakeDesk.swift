import AllianceKit

/// Turns items of an intake file into cases, joined reports and lines kept aside.
struct IntakeDesk {
    let now: Instant
    let actor: String
    let file: String
    /// The hours by which things are to happen in new cases; nil for the customary ones.
    var plan: CasePlan?
    let makeID: (String) -> EntityID

    /// A report may lie this many seconds ahead of our clock: clocks of partners differ.
    static let tolerance = 300.0

    /// Takes one item in.
    func take(_ item: IntakeItem, in transaction: any StoreTransaction) throws -> IntakeOutcome {
        do {
            guard let report = try item.result.get() else { return IntakeOutcome(line: item.line, outcome: .skipped) }
            do {
                return try take(report, line: item.line, in: transaction)
            } catch let error as AllianceError where error.code.hasPrefix("takedown.") {
                return try keepAside(item, error, reference: report.reference, in: transaction)
            }
        } catch let error as AllianceError where item.result.isFailure {
            return try keepAside(item, error, reference: item.reference, in: transaction)
        }
    }

    private func take(
        _ content: ReportContent, line: Int, in transaction: any StoreTransaction
    ) throws -> IntakeOutcome {
        var content = content
        let received = content.received ?? now
        guard received.seconds(since: now) <= Self.tolerance else {
            throw AllianceError("takedown.report.future", "the report was received in the future, at \(received)")
        }
        content.received = min(received, now)
        let url = try URLIdentity(parsing: content.url)
        let same = Query<Report>().where("reference", .equal, .text(content.reference))
        if let known = try transaction.first(same) {
            let other = try transaction.require(CaseRecord.self, known.caseID)
            guard other.url.resource == url.resource else {
                throw AllianceError(
                    "takedown.report.reference-used",
                    "the reference \(content.reference) belongs to a report of another resource")
            }
            return IntakeOutcome(
                line: line, reference: content.reference, outcome: .duplicate, caseID: other.id,
                duplicateOf: other.reference, code: "takedown.report.again", reason: "the same report again")
        }
        if var existing = try openCase(for: url, in: transaction) {
            return try join(content, to: &existing, line: line, in: transaction)
        }
        return try open(content, url, line: line, in: transaction)
    }

    private func open(
        _ content: ReportContent, _ url: URLIdentity, line: Int, in transaction: any StoreTransaction
    ) throws -> IntakeOutcome {
        let received = content.received ?? now
        let record = CaseRecord(
            id: makeID("case"), reference: content.reference, url: url, contentKind: content.contentKind,
            channel: content.channel, received: received, by: actor, at: now, plan: plan)
        try transaction.put(
            record,
            because: Event(
                "takedown.case.received", record.id, at: received, by: actor, facts: facts(content)))
        try keep(content, in: record, opened: true, transaction)
        return IntakeOutcome(line: line, reference: content.reference, outcome: .accepted, caseID: record.id)
    }

    private func join(
        _ content: ReportContent, to record: inout CaseRecord, line: Int, in transaction: any StoreTransaction
    ) throws -> IntakeOutcome {
        let received = content.received ?? now
        record.reports += 1
        record.timeline.append(
            CaseStep(
                time: received, what: "report", by: actor, state: record.state, note: "another report of the same"))
        try transaction.put(
            record,
            because: Event(
                "takedown.case.duplicate", record.id, at: received, by: actor, facts: facts(content)))
        try keep(content, in: record, opened: false, transaction)
        return IntakeOutcome(
            line: line, reference: content.reference, outcome: .duplicate, caseID: record.id,
            duplicateOf: record.reference, code: "takedown.report.joined", reason: "the same resource")
    }

    private func keep(
        _ content: ReportContent, in record: CaseRecord, opened: Bool, _ transaction: any StoreTransaction
    ) throws {
        let report = Report(
            id: makeID("report"), caseID: record.id, opened: opened, recorded: now, content: content)
        try transaction.put(
            report, because: Event("takedown.report.recorded", report.id, at: now, by: actor))
    }

    /// The case of the resource that is still being worked on; a joined one leads to the other.
    func openCase(for url: URLIdentity, in transaction: any StoreTransaction) throws -> CaseRecord? {
        let query = Query<CaseRecord>().where("resource", .equal, .blob(CaseRecord.digest(of: url.resource)))
        for record in try transaction.all(query) where record.url.resource == url.resource {
            var current = record
            var steps = 0
            while current.state == .duplicate, let next = current.duplicateOf, steps < 16 {
                current = try transaction.require(CaseRecord.self, next)
                steps += 1
            }
            if !current.state.isTerminal { return current }
        }
        return nil
    }

    private func facts(_ content: ReportContent) -> JSONObject {
        var facts: JSONObject = [
            "channel": .string(content.channel.rawValue), "contentKind": .string(content.contentKind.rawValue),
            "confirmable": .bool(!content.anonymous),
        ]
        if let country = content.reporterCountry { facts["reporterCountry"] = .text(country) }
        if content.received != now { facts["recordedAt"] = .text(now) }
        return facts
    }

    private func keepAside(
        _ item: IntakeItem, _ error: AllianceError, reference: String?, in transaction: any StoreTransaction
    ) throws -> IntakeOutcome {
        let line = RejectedLine(
            file: file, line: item.line, code: error.code, reason: error.message, bytes: item.bytes,
            length: item.length, recorded: now)
        if try transaction.get(RejectedLine.self, line.id) == nil {
            try transaction.put(
                line,
                because: Event(
                    "takedown.line.rejected", line.id, at: now, by: actor, facts: ["code": .string(error.code)]))
        }
        return IntakeOutcome(
            line: item.line, reference: reference, outcome: .rejected, code: error.code, reason: error.message)
    }
}

extension Result {
    var isFailure: Bool { if case .failure = self { true } else { false } }
}

/// What became of one item of an intake file.
struct IntakeOutcome: Codable {
    /// What became of it.
    enum Outcome: String, Codable {
        case accepted
        case duplicate
        case rejected
        case skipped
    }

    var line: Int
    var reference: String?
    var outcome: Outcome
    var caseID: EntityID?
    var duplicateOf: String?
    var code: String?
    var reason: String?

    init(
        line: Int, reference: String? = nil, outcome: Outcome, caseID: EntityID? = nil, duplicateOf: String? = nil,
        code: String? = nil, reason: String? = nil
    ) {
        self.line = line
        self.reference = reference
        self.outcome = outcome
        self.caseID = caseID
        self.duplicateOf = duplicateOf
        self.code = code
        self.reason = reason
    }
}
