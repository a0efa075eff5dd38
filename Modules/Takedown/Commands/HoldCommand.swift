import AllianceKit
import CommandLineKit

/// `takedown hold`
struct HoldCommand: Command {
    static let name = "hold"
    static let summary = "Place or extend a law-enforcement hold: no notice leaves while it lives."
    static let discussion = """
        A hold has an owner, a reason and an end; half-way there the case asks whether it is still needed. It ends by release
        (two persons) or when its time is over, and the notice can go then. Holding a held case again moves the end.
        """
    static let examples = [
        CommandExample(
            "for the police",
            "alliance takedown hold HL-2026-0001 --hours 24 --authority \"Example Police\" --reason \"securing evidence\""
        )
    ]
    static let output = CaseAnswer.output

    @Argument("A case, or the reference of one of its reports.", placeholder: "CASE") var wanted: String
    @Option("When the hold ends.", placeholder: "TIME") var until: Instant?
    @Option("How many hours the hold lasts; the configuration's holdHours unless said.", placeholder: "N")
    var hours: Int?
    @Option("The authority that asked for it.", placeholder: "NAME") var authority: String
    @Option("Why.") var reason: String
    @Option("When it began; now unless said.", placeholder: "TIME") var at: Instant?
    @OptionGroup var mutation: MutationOptions

    mutating func validate() throws {
        if until != nil, hours != nil { throw UsageError("say --until or --hours, not both") }
        if let hours, !(1...8784 ~= hours) { throw UsageError("--hours must be 1…8784") }
        if authority.isEmpty || reason.isEmpty { throw UsageError("--authority and --reason must say something") }
    }

    func run(_ context: CommandContext) async throws {
        let standard = try context.workspace().configuration.holdHours
        let now = context.surroundings.now()
        let answer = try context.mutate(mutation.key) { transaction in
            var record = try CaseDesk.find(wanted, in: transaction)
            let start = try CaseDesk.moment(at, record, now: now)
            let end = until ?? start.adding(hours: hours ?? standard)
            guard end > now else {
                throw AllianceError("takedown.hold.over", "the hold would be over at \(end)", exit: .usage)
            }
            let extends = record.livingHold(at: now) != nil
            if !extends, let old = record.holds.last, old.ended == nil {
                try CaseDesk.endHold(
                    &record, at: old.until, by: "system", reason: "it ran out", now: now, in: transaction)
            }
            try record.apply(.hold, at: start, by: context.actor, note: authority, now: now)
            if extends {
                record.holds[record.holds.count - 1].extend(until: end, reason: reason, by: context.actor, at: now)
            } else {
                record.holds.append(
                    CaseHold(
                        authority: authority, reason: reason, placedBy: context.actor, placed: start, until: end))
            }
            try CaseDesk.put(
                record, extends ? "takedown.hold.extended" : "takedown.hold.placed", in: transaction, at: start,
                by: context.actor, recorded: now, facts: ["until": .text(end)])
            return CaseAnswer(record)
        }
        try context.output.write(answer.json, as: Self.output)
    }
}
