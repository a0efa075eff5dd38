import AllianceKit
import CommandLineKit

/// `takedown codes`
struct CodesCommand: Command {
    static let name = "codes"
    static let summary = "List the dated tables of codes, or the codes of one."
    static let discussion = """
        Tables are data: those of the house are built in, national ones stand as files below codes/ in the workspace, in the same
        shape as this command's JSON. Every table has a first day and, once it is replaced, a last one; labels are checked against
        the edition of the day of the assessment.
        """
    static let examples = [
        CommandExample("all tables", "alliance takedown codes"),
        CommandExample("the codes of one", "alliance takedown codes age-band"),
    ]
    static let output = OutputShape.records([
        OutputField("table", .text, "the table's identity"),
        OutputField("code", .text, "the code; empty in the list of tables"),
        OutputField("label", .text, "what it means, or what the table is"),
        OutputField("from", .text, "the first day it is used"),
        OutputField("until", .text, "the last day, if there is one"),
        OutputField("subject", .text, "what the table is about", inTable: false),
        OutputField("classification", .text, "the class that a code stands for", inTable: false),
        OutputField("source", .text, "where it was read", inTable: false),
    ])

    @Argument("A table.", placeholder: "TABLE") var table: String?

    func run(_ context: CommandContext) async throws {
        let book = try context.configuration() == nil ? CodeBook.builtin : CodeBook.of(context.workspace())
        let schemes = book.schemes.filter { table == nil || $0.id == table }
        guard !schemes.isEmpty else {
            throw AllianceError(
                "takedown.codes.missing", "there is no table \(table ?? "")", hint: "see: alliance takedown codes",
                exit: .usage)
        }
        for scheme in schemes {
            guard table != nil else {
                try write(scheme, nil, context)
                continue
            }
            for code in scheme.codes { try write(scheme, code, context) }
        }
    }

    private func write(_ scheme: CodeScheme, _ code: CodeScheme.Code?, _ context: CommandContext) throws {
        try context.output.write(
            [
                "table": .string(scheme.id), "code": .text(code?.code), "label": .string(code?.label ?? scheme.title),
                "from": .text(scheme.from), "until": .text(scheme.until), "subject": .string(scheme.subject.rawValue),
                "classification": .text(code?.classification?.rawValue), "source": .string(scheme.source),
            ], as: Self.output)
    }
}
