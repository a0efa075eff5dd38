import AllianceKit
import CommandLineKit

/// `takedown rdap ls`
struct RDAPLsCommand: Command {
    static let name = "ls"
    static let summary = "List the RDAP answers that are kept, and those that could not be read."
    static let discussion = """
        The member `content` (with --format json or ndjson) holds the answer as it came, and as base 64 the start of one that could
        not be read.
        """
    static let examples = [
        CommandExample("what is known", "alliance takedown rdap ls"),
        CommandExample("what could not be read", "alliance takedown rdap ls --kind malformed"),
    ]
    static let output = OutputShape.records([
        OutputField("answer", .text, "the record's identity", inTable: false),
        OutputField("query", .text, "what was asked"),
        OutputField("kind", .text, "answer, noData or malformed"),
        OutputField("taken", .time, "when it was taken"),
        OutputField("url", .text, "the address that answered", inTable: false),
        OutputField("content", .text, "the answer as it came", inTable: false),
    ])

    @Option("Only answers of this kind.") var kind: KeptAnswer.Kind?

    func run(_ context: CommandContext) async throws {
        var query = Query<RDAPRecord>()
        if let kind { query = query.where("kind", .equal, .text(kind.rawValue)) }
        try context.workspace().store.read { reader in
            try reader.forEach(query.ordered(by: "taken")) { record in
                try context.output.write(
                    [
                        "answer": .text(record.id), "query": .string(record.query),
                        "kind": .string(record.kind.rawValue),
                        "taken": .text(record.time), "url": .string(record.url), "content": .string(record.content),
                    ], as: Self.output)
                return true
            }
        }
    }
}
