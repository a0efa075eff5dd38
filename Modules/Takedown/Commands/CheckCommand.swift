import AllianceKit
import CommandLineKit
import Formats

/// `takedown check`
struct CheckCommand: Command {
    static let name = "check"
    static let summary = "Record looks at reported addresses that were made outside."
    static let discussion = """
        Outcomes: online; gone (the name does not exist), removed (404, 410): misses; unavailable (log-in, payment, a block, a
        temporary fault), unknown (time-out): say nothing, and never count as gone; changed, moved: an analyst looks.

        A removal counts as confirmed after as many misses at distinct moments as the configuration says
        (confirmingObservations), with nothing else seen in between. Its time is the interval from the last look that saw the
        content to the first that did not.

        With --from a file of JSON Lines is read: {"case","outcome","at","vantage","status"}.
        """
    static let examples = [
        CommandExample(
            "one look",
            "alliance takedown check HL-2026-0001 --outcome removed --status 404 --at 2026-11-21T10:00:00Z"),
        CommandExample("what a monitor wrote", "alliance takedown check --from looks.jsonl"),
    ]
    static let output = LookAnswer.output

    @Argument("A case, or the reference of one of its reports.", placeholder: "CASE") var wanted: String?
    @Option("What the look found.") var outcome: ObservationOutcome?
    @Option("When it happened; now unless said.", placeholder: "TIME") var at: Instant?
    @Option("From where: a name for the network or resolver.", placeholder: "NAME") var vantage: String?
    @Option("The HTTP status.", placeholder: "N") var status: Int?
    @Option("A file of looks; - is standard input.", placeholder: "FILE") var from: String?
    @OptionGroup var mutation: MutationOptions

    mutating func validate() throws {
        if (from == nil) == (wanted == nil) { throw UsageError("name a case, or a file with --from") }
        if wanted != nil, outcome == nil { throw UsageError("say what the look found with --outcome") }
        if from != nil, outcome != nil || at != nil || vantage != nil || status != nil {
            throw UsageError("with --from everything stands in the file")
        }
        if let status, !(100...599 ~= status) { throw UsageError("--status must be 100…599") }
    }

    func run(_ context: CommandContext) async throws {
        if let wanted, let outcome {
            let look = LookNote(wanted: wanted, outcome: outcome, at: at, vantage: vantage, status: status)
            let answer = try context.mutate(mutation.key) { try LookDesk(context).record(look, in: $0) }
            return try context.output.write(answer.json, as: Self.output)
        }
        guard let from else { return }
        var input = try InputFile(path: from)
        var lines = JSONLinesReader()
        var done = 0
        var failed = 0
        while let line = try lines.next(&input) {
            guard !line.isBlank else { continue }
            let place = SourcePlace(file: input.name, line: line.number)
            do {
                let look = try LookNote(try line.value.get(), at: place)
                let answer = try context.mutate(CaseDesk.key(mutation.key, "\(line.number)")) {
                    try LookDesk(context).record(look, in: $0)
                }
                done += 1
                try context.output.write(answer.json, as: Self.output)
            } catch let error as AllianceError where error.exitCode != .busy && error.exitCode != .inputOutput {
                failed += 1
                context.report(error.located(at: place))
            }
        }
        guard failed == 0 || done > 0 else {
            throw AllianceError("takedown.check.nothing", "no look in \(input.name) could be recorded")
        }
    }
}
