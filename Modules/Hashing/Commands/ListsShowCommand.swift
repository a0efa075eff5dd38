import AllianceKit
import CommandLineKit

/// `alliance hashing lists show`
struct ListsShowCommand: Command {
    static let name = "show"
    static let summary = "Show the entries of a known-hash list."
    static let discussion = """
        Entries come by name, those that no longer match too: the state says why. With --hash only the entries that carry the hash are \
        shown, or the one of that name; that is quick however long the list is.
        """
    static let examples = [
        CommandExample("the first ten", "alliance hashing lists show partner-a --limit 10"),
        CommandExample(
            "what is known of a hash",
            "alliance hashing lists show partner-a --hash d41d8cd98f00b204e9800998ecf8427e --format json"),
    ]
    static let output = OutputShape.records([
        OutputField("entry", .text, "the entry's name within the list"),
        OutputField("pdq", .text, "PDQ hash"),
        OutputField("pdqProfile", .text, "how it was computed, if the list says so", inTable: false),
        OutputField("md5", .text, "MD5", inTable: false),
        OutputField("sha1", .text, "SHA-1", inTable: false),
        OutputField("sha256", .text, "SHA-256", inTable: false),
        OutputField("fingerprints", .object, "fingerprints of other kinds, by name", inTable: false),
        OutputField("category", .text, "category, in the list's own scheme"),
        OutputField("source", .text, "who gave the entry"),
        OutputField("note", .text, "a remark", inTable: false),
        OutputField("tags", .list, "labels", inTable: false),
        OutputField("state", .text, "active, or why it does not match: withdrawn, disputed, negative, expired"),
        OutputField("standing", .text, "its opinions in one word", inTable: false),
        OutputField("opinions", .list, "who said what: verdict, source, time, reasons, own", inTable: false),
        OutputField("firstSeen", .time, "when the material was first met", inTable: false),
        OutputField("lastSeen", .time, "when it was met last", inTable: false),
        OutputField("expires", .time, "when the entry ends", inTable: false),
        OutputField("withdrawn", .time, "when it was withdrawn", inTable: false),
        OutputField("reason", .text, "why it was withdrawn", inTable: false),
    ])

    @Option("Only the entries that carry this hash, or the one of this name.", placeholder: "HASH") var hash: String?
    @Option("At most so many entries.", placeholder: "N") var limit: Int?
    @Argument("The list's name.", placeholder: "NAME") var list: String

    mutating func validate() throws {
        if let limit, limit < 1 { throw UsageError("--limit must be at least 1") }
    }

    func run(_ context: CommandContext) async throws {
        let lists = try context.workspace().lists
        _ = try KnownLists.require(list, in: lists)
        let now = context.surroundings.now()
        if let hash {
            let found = try KnownLists.entries(of: list, carrying: hash, in: lists).prefix(limit ?? .max)
            guard !found.isEmpty else { throw KnownLists.unknownEntry(hash, of: list) }
            for entry in found { try context.output.write(EntryJSON.object(entry, at: now), as: Self.output) }
            return
        }
        var left = limit ?? .max
        try lists.forEachEntry(of: list) { entry in
            try context.output.write(EntryJSON.object(entry, at: now), as: Self.output)
            left -= 1
            return left > 0
        }
    }
}
