import AllianceKit
import CommandLineKit

/// `takedown rejected`
struct RejectedCommand: Command {
    static let name = "rejected"
    static let summary = "List the lines that intake kept aside."
    static let discussion = """
        Each line is kept exactly as it came, up to 64 KiB, as base 64 in the member `content` (with --format json or ndjson).
        XARF documents are kept without their evidence.
        """
    static let examples = [
        CommandExample("see what was wrong", "alliance takedown rejected"),
        CommandExample("the lines of one code", "alliance takedown rejected --code json.utf8 --format ndjson"),
    ]
    static let output = OutputShape.records([
        OutputField("id", .text, "the line's identity", inTable: false),
        OutputField("file", .text, "the file's name"),
        OutputField("line", .integer, "the line"),
        OutputField("code", .text, "the error's code"),
        OutputField("reason", .text, "the same in words"),
        OutputField("length", .integer, "bytes in the file", title: "bytes"),
        OutputField("recorded", .time, "when it was kept aside", inTable: false),
        OutputField("content", .text, "the bytes as base 64", inTable: false),
    ])

    @Option("Only lines with this code.") var code: String?

    func run(_ context: CommandContext) async throws {
        var query = Query<RejectedLine>()
        if let code { query = query.where("code", .equal, .text(code)) }
        query = query.ordered(by: "recorded").ordered(by: "file").ordered(by: "line")
        try context.workspace().store.read { reader in
            try reader.forEach(query) { line in
                try context.output.write(
                    [
                        "id": .text(line.id), "file": .string(line.file), "line": .integer(Int64(line.line)),
                        "code": .string(line.code), "reason": .string(line.reason),
                        "length": .integer(Int64(line.length)), "recorded": .text(line.recorded),
                        "content": .string(line.content),
                    ], as: Self.output)
                return true
            }
        }
    }
}
