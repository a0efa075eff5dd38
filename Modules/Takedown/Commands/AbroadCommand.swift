import AllianceKit
import CommandLineKit

/// `takedown abroad`
struct AbroadCommand: Command {
    static let name = "abroad"
    static let summary = "Record what the partner in the host's country said of a case."
    static let discussion = """
        asked: the partner was asked again; the next question is due after abroadHours. returned: it is not hosted there; the case
        is traced again. done: the partner took it over; the case is closed, and not counted as removed by us.
        """
    static let examples = [CommandExample("it came back", "alliance takedown abroad HL-2026-0004 --answer returned")]
    static let output = CaseAnswer.output

    /// What the partner said.
    enum Answer: String, CaseIterable, ArgumentValue {
        case asked
        case returned
        case done

        var verb: CaseVerb {
            switch self {
            case .asked: .askAbroad
            case .returned: .returnAbroad
            case .done: .closeAbroad
            }
        }
    }

    @Argument("Cases, or references of their reports.", placeholder: "CASE") var cases: [String]
    @Option("What the partner said.") var answer: Answer
    @Option("A remark: the partner, its reference.", placeholder: "TEXT") var note: String?
    @OptionGroup var mutation: MutationOptions

    func run(_ context: CommandContext) async throws {
        let now = context.surroundings.now()
        try await CaseDesk.forEach(cases, context) { word in
            let done = try context.mutate(CaseDesk.key(mutation.key, word)) { transaction in
                var record = try CaseDesk.find(word, in: transaction)
                try record.apply(answer.verb, at: now, by: context.actor, note: note ?? answer.rawValue, now: now)
                if answer == .returned { record.trace = nil }
                try CaseDesk.put(
                    record, answer == .done ? "takedown.case.closed" : "takedown.case.updated", in: transaction,
                    at: now,
                    by: context.actor, facts: answer == .done ? ["as": "abroad"] : [:])
                return CaseAnswer(record)
            }
            try context.output.write(done.json, as: Self.output)
        }
    }
}
