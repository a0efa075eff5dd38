import AllianceKit
import CommandLineKit

/// `takedown templates show`
struct TemplatesShowCommand: Command {
    static let name = "show"
    static let summary = "Print a built-in template, to start a file of your own from."
    static let examples = [
        CommandExample(
            "a German first notice of one's own",
            "alliance takedown templates show first --language de > templates/default/de/first.txt")
    ]
    static let output = OutputShape.document

    @Argument("The kind of letter.", placeholder: "KIND") var kind: LetterKind
    @Option("The language.", placeholder: "CODE") var language = "en"

    func run(_ context: CommandContext) async throws {
        guard let text = BuiltInTexts.all.first(where: { $0.language == language })?.texts[kind] else {
            let names = BuiltInTexts.all.map(\.language).joined(separator: ", ")
            throw AllianceError(
                "takedown.template.language", "there is no built-in template in \(language)",
                hint: "there are: \(names)",
                exit: .usage)
        }
        let comments = LetterPlaceholder.allCases.map { "# {\($0.rawValue)}: \($0.summary)\n" }.joined()
        try context.output.document((comments + text + "\n").utf8)
    }
}
