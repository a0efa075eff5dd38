import AllianceKit
import CommandLineKit

/// `alliance hashing lists quarantine`
struct ListsQuarantineCommand: Command {
    static let name = "quarantine"
    static let summary = "Show the entries that suddenly matched too much and are kept from the queue."
    static let discussion = """
        Look at an entry before you act: if it is wrong, have it withdrawn; if it is right, release it.
        """
    static let output = OutputShape.records([
        OutputField("list", .text, "the list's name"),
        OutputField("entry", .text, "the entry's name"),
        OutputField("rule", .text, "what it broke: files (within the window) or share (of one run)"),
        OutputField("files", .integer, "distinct files it had met"),
        OutputField("since", .time, "since when"),
        OutputField("released", .time, "with --all: when it was released"),
        OutputField("reason", .text, "with --all: why it was released", inTable: false),
    ])

    @Flag("Show released entries too.") var all: Bool

    func run(_ context: CommandContext) async throws {
        var query = Query<EntryQuarantine>()
        if !all { query = query.where("held", .equal, .flag(true)) }
        let records = try context.workspace().store.read { try $0.all(query) }
        let sorted = records.sorted { ($0.list, $0.entry) < ($1.list, $1.entry) }
        try context.output.write(sorted.map(Self.json), as: Self.output)
    }

    static func json(_ record: EntryQuarantine) -> JSONObject {
        var object: JSONObject = [
            "list": .string(record.list), "entry": .string(record.entry), "rule": .string(record.rule),
            "files": .int(record.files), "since": .text(record.since),
        ]
        if let released = record.released { object["released"] = .text(released) }
        if let reason = record.reason { object["reason"] = .string(reason) }
        return object
    }
}
