import AllianceKit
import CommandLineKit

/// `takedown answer`
struct AnswerCommand: Command {
    static let name = "answer"
    static let summary = "Record what a provider says with the answer code of a notice."
    static let discussion = """
        Each notice carries a code that only its receiver knows, and that works once. received and removed are acknowledgements; that
        the content is gone counts when looks say so. dispute opens an appeal. not-ours has the contact reviewed. The same answer
        again changes nothing; any other use of the code is refused.
        """
    static let examples = [
        CommandExample("by telephone", "alliance takedown answer 4h7k2m9p8q1r5t3v6w0xyzab12 --status removed")
    ]
    static let output = CaseAnswer.output

    @Argument("The code in the notice; capitals and hyphens do not matter.", placeholder: "CODE") var code: String
    @Option("What the provider says.") var status: ProviderAnswer
    @Option("When it said so; now unless given.", placeholder: "TIME") var at: Instant?
    @OptionGroup var mutation: MutationOptions

    func run(_ context: CommandContext) async throws {
        let desk = try AnswerDesk(context)
        let now = context.surroundings.now()
        let time = at ?? now
        guard time <= now else {
            throw AllianceError("takedown.time.outside", "\(time) lies in the future", exit: .usage)
        }
        let answer = try context.mutate(mutation.key) { transaction in
            CaseAnswer(try desk.answer(code, status, at: time, in: transaction).record)
        }
        try context.output.write(answer.json, as: Self.output)
    }
}
