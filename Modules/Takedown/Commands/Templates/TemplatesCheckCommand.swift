import AllianceKit
import CommandLineKit

/// `takedown templates check`
struct TemplatesCheckCommand: Command {
    static let name = "check"
    static let summary = "Check the templates: unknown placeholders, missing addresses, files that are no templates."
    static let discussion = """
        Every problem is named with file and line. While one is there, no letter is written: a text that went out wrong cannot be
        taken back.
        """
    static let examples = [CommandExample("after a change", "alliance takedown templates check")]
    static let output = OutputShape.record([
        OutputField("templates", .integer, "templates that can be used"),
        OutputField("problems", .integer, "files that cannot"),
    ])

    func run(_ context: CommandContext) async throws {
        let book = try TemplateBook.of(context)
        for problem in book.problems { context.report(problem) }
        try context.output.write(
            [
                "templates": .integer(Int64(book.all.count)), "problems": .integer(Int64(book.problems.count)),
            ], as: Self.output)
    }
}
