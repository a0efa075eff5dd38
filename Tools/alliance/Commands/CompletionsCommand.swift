import AllianceKit
import CommandLineKit

struct CompletionsCommand: Command {
    static let name = "completions"
    static let summary = "Write the completion script of a shell."
    static let examples = [
        CommandExample("Complete in this bash", "source <(alliance completions bash)"),
        CommandExample("Install for fish", "alliance completions fish > ~/.config/fish/completions/alliance.fish"),
    ]
    static let output = OutputShape.document

    @Argument("The shell.") var shell: CompletionShell

    init() {}

    func run(_ context: CommandContext) async throws {
        try context.output.document(shell.script(for: Driver.tree(context.registry)).utf8)
    }
}
