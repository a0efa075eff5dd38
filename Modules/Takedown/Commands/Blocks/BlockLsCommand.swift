import AllianceKit
import CommandLineKit

/// `takedown block ls`
struct BlockLsCommand: Command {
    static let name = "ls"
    static let summary = "List blocks with their state and end."
    static let examples = [
        CommandExample("what is on the lists", "alliance takedown block ls --state active")
    ]
    static let output = BlockAnswer.output

    @Option("Only blocks in this state; may be repeated.") var state: [BlockState]

    func run(_ context: CommandContext) async throws {
        var query = Query<Block>()
        if !state.isEmpty { query = query.where("state", in: state.map { .text($0.rawValue) }) }
        try context.workspace().store.read { reader in
            try reader.forEach(query.ordered(by: "expires")) { block in
                try context.output.write(BlockAnswer(block).json, as: Self.output)
                return true
            }
        }
    }
}
