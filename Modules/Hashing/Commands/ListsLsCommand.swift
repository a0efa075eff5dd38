import AllianceKit
import CommandLineKit

/// `alliance hashing lists ls`
struct ListsLsCommand: Command {
    static let name = "ls"
    static let summary = "Show the known-hash lists of the workspace."
    static let output = OutputShape.records([
        OutputField("list", .text, "the list's name"),
        OutputField("kind", .text, "bad: material to be found; good: harmless files"),
        OutputField(
            "active", .integer,
            "entries that nobody withdrew, disputed or denied; those whose expiry has passed are counted and do not match",
            title: "entries"),
        OutputField("perceptual", .integer, "active entries with a PDQ hash"),
        OutputField("silent", .integer, "entries that do not match: withdrawn, disputed or denied"),
        OutputField("withdrawn", .integer, "the same as silent, under its first name", inTable: false),
        OutputField("created", .time, "when it was first imported", inTable: false),
        OutputField("changed", .time, "when it last changed"),
        OutputField("version", .integer, "grows with every change", inTable: false),
    ])

    func run(_ context: CommandContext) async throws {
        let lists = try context.workspace().lists.lists()
        try context.output.write(
            lists.map { list -> JSONObject in
                [
                    "list": .string(list.name), "kind": .string(list.kind.rawValue), "active": .int(list.active),
                    "perceptual": .int(list.perceptual), "silent": .int(list.withdrawn),
                    "withdrawn": .int(list.withdrawn),
                    "created": .text(list.created), "changed": .text(list.changed), "version": .integer(list.version),
                ]
            }, as: Self.output)
    }
}
