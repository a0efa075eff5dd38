import AllianceKit
import CommandLineKit

/// `takedown inform`
struct InformCommand: Command {
    static let name = "inform"
    static let summary = "Record that law enforcement was informed; notices wait for its answer."
    static let discussion = """
        The authority can ask for a hold (see: takedown hold) or say that it needs none (--no-objection). When its time is over, the
        notice can go. With informFirst in config.json (takedown.schedule) no notice leaves before this is recorded.
        """
    static let examples = [
        CommandExample(
            "informed", "alliance takedown inform HL-2026-0001 --authority \"Example Police\" --reference EP-77"),
        CommandExample("it needs no hold", "alliance takedown inform HL-2026-0001 --no-objection"),
    ]
    static let output = CaseAnswer.output

    @Argument("Cases, or references of their reports.", placeholder: "CASE") var cases: [String]
    @Option("The authority.", placeholder: "NAME") var authority: String?
    @Option("Its own number for the matter.", placeholder: "TEXT") var reference: String?
    @Option("Hours it has to answer; authorityHours of the configuration unless said.", placeholder: "N") var hours:
        Int?
    @Flag("It answered that it needs no hold.") var noObjection: Bool
    @Option("When it was informed, or answered; now unless said.", placeholder: "TIME") var at: Instant?
    @OptionGroup var mutation: MutationOptions

    mutating func validate() throws {
        if (authority == nil) != noObjection { throw UsageError("say --authority, or --no-objection") }
        if let hours, !(1...8784 ~= hours) { throw UsageError("--hours must be 1…8784") }
        if authority?.isEmpty == true { throw UsageError("--authority must say something") }
    }

    func run(_ context: CommandContext) async throws {
        let now = context.surroundings.now()
        try await CaseDesk.forEach(cases, context) { word in
            let answer = try context.mutate(CaseDesk.key(mutation.key, word)) { transaction in
                var record = try CaseDesk.find(word, in: transaction)
                let time = try CaseDesk.moment(at, record, now: now)
                if noObjection {
                    try CaseDesk.endWait(
                        &record, at: time, by: context.actor, how: "answered", now: now, in: transaction)
                    return CaseAnswer(record)
                }
                try record.apply(.inform, at: time, by: context.actor, note: authority, now: now)
                let until = time.adding(hours: hours ?? record.schedule.authorityHours)
                record.authority = CaseAuthority(
                    name: authority ?? "", reference: reference, informed: time, until: until, informedBy: context.actor
                )
                try CaseDesk.put(
                    record, "takedown.authority.informed", in: transaction, at: time, by: context.actor, recorded: now,
                    facts: ["until": .text(until)])
                return CaseAnswer(record)
            }
            try context.output.write(answer.json, as: Self.output)
        }
    }
}
