import AllianceKit
import CommandLineKit

/// `takedown blocklist formats`
struct BlocklistFormatsCommand: Command {
    static let name = "formats"
    static let summary = "Show the formats of block lists and what each can say."
    static let discussion = """
        What a format cannot say is left out and named when a list is written, never widened. An asterisk marks exceptions that let more \
        through than they were meant to.
        """
    static let examples = [CommandExample("all of them", "alliance takedown blocklist formats")]
    static let output = OutputShape.records([
        OutputField("name", .text, "the word for --to"),
        OutputField("title", .text, "its full name", inTable: false),
        OutputField("blocks", .text, "what it can block"),
        OutputField("exceptions", .text, "what it can let through within a block"),
        OutputField("stopPage", .flag, "whether it can lead to a stop page", title: "stop page"),
        OutputField("files", .list, "the files of a list", inTable: false),
        OutputField("note", .text, "what to know about it", inTable: false),
    ])

    init() {}

    func run(_ context: CommandContext) async throws {
        for type in BlockListFormats.all(context.registry) {
            let can = type.capabilities
            try context.output.write(
                [
                    "name": .string(type.format.name), "title": .string(type.format.title),
                    "blocks": .string(can.blocksText), "exceptions": .string(can.exceptionsText),
                    "stopPage": .bool(can.stopPage), "files": .array(type.files.map { .string($0) }),
                    "note": .string(can.note),
                ], as: Self.output)
        }
    }
}
