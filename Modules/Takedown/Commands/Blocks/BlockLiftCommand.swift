import AllianceKit
import CommandLineKit

/// `takedown block lift`
struct BlockLiftCommand: Command {
    static let name = "lift"
    static let summary = "Take a block back: the next build of the lists leaves it out."
    static let discussion = """
        One person can do it: it lets through, and hides nothing. A block that is on a list waits (pendingRemoval) until a list without it is built.
        """
    static let examples = [
        CommandExample("it was removed at its source", "alliance takedown block lift HL-2026-0001 --reason \"removed\"")
    ]
    static let output = BlockAnswer.output

    @Argument("Blocks, or cases with one.", placeholder: "CASE") var cases: [String]
    @Option("Why.") var reason: String
    @OptionGroup var mutation: MutationOptions

    func run(_ context: CommandContext) async throws {
        let desk = try BlockDesk(context)
        try await CaseDesk.forEach(cases, context) { word in
            let answer = try context.mutate(CaseDesk.key(mutation.key, word)) { transaction in
                var block = try BlockDesk.find(word, in: transaction)
                let wasActive = block.state == .active
                try block.apply(.lift, at: desk.now, by: context.actor, note: reason)
                try BlockDesk.put(block, "takedown.block.lifted", in: transaction, at: desk.now, by: context.actor)
                if wasActive {
                    try BlockDesk.unblock(block.caseID, reason, in: transaction, at: desk.now, by: context.actor)
                }
                return BlockAnswer(block)
            }
            try context.output.write(answer.json, as: Self.output)
        }
    }
}
