import AllianceKit
import CommandLineKit

/// `takedown templates ls`
struct TemplatesLsCommand: Command {
    static let name = "ls"
    static let summary = "List the templates of letters: the house's own files before the built-in ones."
    static let discussion = """
        A house's own templates are files templates/NAME/LANGUAGE/KIND.txt in the workspace; those of the name default take the
        place of the built-in ones. A contact says which name and language it gets (takedown contacts approve).
        """
    static let examples = [CommandExample("all of them", "alliance takedown templates ls")]
    static let output = OutputShape.records([
        OutputField("name", .text, "the template's name"),
        OutputField("language", .text, "its language"),
        OutputField("kind", .text, "the kind of letter"),
        OutputField("source", .text, "where it was read"),
    ])

    func run(_ context: CommandContext) async throws {
        let book = try TemplateBook.of(context)
        for problem in book.problems { context.report(problem) }
        for template in book.all {
            try context.output.write(
                [
                    "name": .string(template.name), "language": .string(template.language),
                    "kind": .string(template.kind.rawValue), "source": .string(template.source),
                ], as: Self.output)
        }
    }
}

extension TemplateBook {
    /// The templates of a workspace; the built-in ones where there is none.
    static func of(_ context: CommandContext) throws -> TemplateBook {
        guard let folder = context.workspaceFolder, Files.exists("\(folder)/templates") else {
            return try TemplateBook()
        }
        return try TemplateBook(folder: "\(folder)/templates")
    }
}
