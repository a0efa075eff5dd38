import AllianceKit
import CommandLineKit

struct HelpCommand: Command {
    static let name = "help"
    static let summary = "Show help for the toolkit, a module, a group or a command."
    static let discussion = "Help, manual pages, completions and docs/cli.md are all made from the same declarations."
    static let examples = [
        CommandExample("Show what a module can do", "alliance help hashing"),
        CommandExample("Show one command", "alliance help hashing compute"),
        CommandExample("Write manual pages and read one", "alliance help --man man1 && man -l man1/alliance.1"),
    ]
    static let output = OutputShape.document

    @Option("Write a manual page of every command to this folder, which is made if it is missing.", placeholder: "DIR")
    var man: String?
    @Flag("Write the whole reference as Markdown.") var markdown
    @Argument("The words of a module, a group or a command.", placeholder: "WORD", allowEmpty: true) var words: [String]

    init() {}

    mutating func validate() throws {
        let ways = (man == nil ? 0 : 1) + (markdown ? 1 : 0) + (words.isEmpty ? 0 : 1)
        if ways > 1 { throw UsageError("give only one of --man, --markdown and words") }
    }

    func run(_ context: CommandContext) async throws {
        let root = Driver.tree(context.registry)
        if let man { return try writePages(of: root, to: man, context) }
        if markdown {
            return try context.output.document(Reference(root: root, registry: context.registry).markdown.utf8)
        }
        let (path, rest) = root.follow(words)
        if let word = rest.first, let last = path.last {
            throw UsageError(
                "there is no \"\(words.joined(separator: " "))\""
                    + Suggestion.text(for: word, among: last.children.map(\.name)))
        }
        try context.output.document(HelpPage(path: path).text.utf8)
    }

    private func writePages(of root: CommandNode, to folder: String, _ context: CommandContext) throws {
        try Files.makeFolder(folder)
        var count = 0
        try root.forEach { _, path in
            let page = ManualPage(path: root.follow(path.dropFirst()).path)
            try Files.write(Array(page.source.utf8), to: "\(folder)/\(page.name).1")
            count += 1
        }
        context.talk.say("\(count) manual pages in \(folder)")
    }
}
