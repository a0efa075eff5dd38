import AllianceKit
import CommandLineKit

/// `takedown due`
struct DueCommand: Command {
    static let name = "due"
    static let summary = "Show what is to do now: the urgent first, then the longest overdue."
    static let discussion = """
        Every open case has exactly one next step. This lists those that are due, and says which of them a person has to do and which
        takedown run does by itself.
        """
    static let examples = [
        CommandExample("what needs a person now", "alliance takedown due --by person"),
        CommandExample("what comes in the next eight hours", "alliance takedown due --within 8"),
    ]
    static let output = OutputShape.records([
        OutputField("case", .text, "the case's identity", inTable: false),
        OutputField("reference", .text, "the reference of its first report"),
        OutputField("priority", .text, "how urgent it is", title: "urgency"),
        OutputField("state", .text, "where it stands", inTable: false),
        OutputField("step", .text, "what is to be done"),
        OutputField("due", .time, "by when"),
        OutputField("late", .seconds, "for how long it has been due", title: "late by"),
        OutputField("by", .text, "person, or run: takedown run does it"),
        OutputField("command", .text, "what to type", inTable: false),
    ])

    /// Who does a step.
    enum Doer: String, CaseIterable, ArgumentValue {
        case person
        case run
    }

    @Option("Only what this one does.") var by: Doer?
    @Option("What becomes due within so many hours, too.", placeholder: "N") var within = 0
    @Option("At most so many.", placeholder: "N") var limit: Int?

    mutating func validate() throws {
        if !(0...8784 ~= within) { throw UsageError("--within must be 0…8784") }
        if let limit, limit < 1 { throw UsageError("--limit must be at least 1") }
    }

    func run(_ context: CommandContext) async throws {
        let now = context.surroundings.now()
        let query = Query<CaseRecord>().where("next_due", .lessOrEqual, .time(now.adding(hours: within)))
            .ordered(by: "next_due")
        var rows: [(rank: Int, row: JSONObject)] = []
        try context.workspace().store.read { reader in
            try reader.forEach(query) { record in
                guard let timer = record.timer(at: now) else { return true }
                let doer: Doer = timer.step.isAutomatic ? .run : .person
                guard by == nil || by == doer else { return true }
                let rank = CasePriority.allCases.firstIndex(of: record.priority) ?? 0
                rows.append((rank, row(record, timer, doer, now)))
                return true
            }
        }
        // A stable order: the query's within each urgency.
        let sorted = rows.enumerated().sorted { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }
        for (_, element) in sorted.prefix(limit ?? .max) { try context.output.write(element.row, as: Self.output) }
        if rows.isEmpty { context.talk.say("nothing is due") }
    }

    private func row(_ record: CaseRecord, _ timer: CaseTimer, _ doer: Doer, _ now: Instant) -> JSONObject {
        [
            "case": .text(record.id), "reference": .string(record.reference),
            "priority": .string(record.priority.rawValue), "state": .string(record.state.rawValue),
            "step": .string(timer.step.rawValue), "due": .text(timer.due),
            "late": .double(max(0, now.seconds(since: timer.due))), "by": .string(doer.rawValue),
            "command": .string(timer.step.command(for: record.reference)),
        ]
    }
}
