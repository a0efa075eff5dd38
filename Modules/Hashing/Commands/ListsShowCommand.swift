import AllianceKit
import CommandLineKit

/// `alliance hashing lists show`
struct ListsShowCommand: Command {
    static let name = "show"
    static let summary = "Show the entries of a known-hash list."
    static let output = OutputShape.records([
        OutputField("entry", .text, "the entry's name within the list"),
        OutputField("pdq", .text, "PDQ hash"),
        OutputField("md5", .text, "MD5", inTable: false),
        OutputField("sha1", .text, "SHA-1", inTable: false),
        OutputField("sha256", .text, "SHA-256", inTable: false),
        OutputField("category", .text, "category, in the list's own scheme"),
        OutputField("source", .text, "who gave the entry"),
        OutputField("note", .text, "a remark", inTable: false),
        OutputField("withdrawn", .time, "when it was withdrawn"),
        OutputField("reason", .text, "why it was withdrawn", inTable: false),
    ])

    @Option("At most so many entries.", placeholder: "N") var limit: Int?
    @Argument("The list's name.", placeholder: "NAME") var list: String

    mutating func validate() throws {
        if let limit, limit < 1 { throw UsageError("--limit must be at least 1") }
    }

    func run(_ context: CommandContext) async throws {
        let lists = try context.workspace().lists
        _ = try KnownLists.require(list, in: lists)
        var left = limit ?? .max
        try lists.forEachEntry(of: list) { entry in
            try context.output.write(json(entry), as: Self.output)
            left -= 1
            return left > 0
        }
    }

    private func json(_ entry: HashEntry) -> JSONObject {
        func digest(_ algorithm: DigestAlgorithm) -> JSONValue {
            .text(entry.digests.first { $0.algorithm == algorithm }?.hex)
        }
        let members: [(String, JSONValue)] = [
            ("entry", .string(entry.entry)), ("pdq", .text(entry.pdq)), ("md5", digest(.md5)), ("sha1", digest(.sha1)),
            ("sha256", digest(.sha256)), ("category", .text(entry.category)), ("source", .text(entry.source)),
            ("note", .text(entry.note)), ("withdrawn", .text(entry.withdrawal?.time)),
            ("reason", .text(entry.withdrawal?.reason)),
        ]
        return JSONObject(members.filter { !$0.1.isNull })
    }
}
