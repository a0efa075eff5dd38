import AllianceKit
import CommandLineKit
import Storage

/// `alliance ledger tail`
struct TailCommand: Command {
    static let name = "tail"
    static let summary = "Show the newest entries of the ledger."
    static let discussion = """
        Entries are shown in their order, the newest last. The ledger holds what happened, to what, when and by whom; the content is \
        in the records, and only a commitment to it is here.
        """
    static let examples = [
        CommandExample("The last five entries", "alliance ledger tail --limit 5"),
        CommandExample(
            "All notices sent since a day", "alliance ledger tail --kind takedown.notice.sent --since 2026-11-01"),
    ]

    @Option("Only entries of this kind, or of kinds that start with it and a dot.", placeholder: "KIND")
    var kind: String?
    @Option("Only entries about this subject.", placeholder: "ID") var subject: EntityID?
    @Option("Only what happened at or after this time (RFC 3339) or day.", placeholder: "TIME") var since: String?
    @Option("At most so many entries, the newest.", placeholder: "N") var limit = 20

    static let output = OutputShape.records([
        OutputField("sequence", .integer, "place in the ledger, from 0", title: "seq"),
        OutputField("time", .time, "when it happened"),
        OutputField("kind", .text, "what happened"),
        OutputField("subject", .text, "to what"),
        OutputField("actor", .text, "who caused it"),
        OutputField("facts", .object, "facts of the event"),
        OutputField("commitment", .text, "salted commitment to the content, hexadecimal, or null", inTable: false),
    ])

    mutating func validate() throws {
        guard limit > 0 else { throw UsageError("--limit must be at least 1") }
        if let since, Self.moment(since) == nil {
            throw UsageError("--since takes a day or an RFC 3339 time, not \"\(since)\"")
        }
    }

    func run(_ context: CommandContext) async throws {
        let ledger = try WorkspaceLedger(context)
        let earliest = since.flatMap(Self.moment)
        // A quick look at the bytes spares decoding what does not fit.
        let marks = [kind, subject?.text].compactMap { $0 }.map { Array("\"\($0)".utf8) }
        var found: [LogEntry] = []
        try ledger.store.withReadDatabase { database in
            try LogReader().forEachEntryBackwards(in: LogTables(database: database)) { sequence, bytes in
                guard marks.allSatisfy({ bytes.contains($0) }) else { return true }
                let entry: LogEntry
                do { entry = try LogEntry(bytes) } catch let error as AllianceError {
                    context.report(
                        AllianceError(error.code, "ledger entry \(sequence): \(error.message)", hint: error.hint))
                    return true
                }
                guard kind.map({ entry.event.kind == $0 || entry.event.kind.hasPrefix($0 + ".") }) ?? true,
                    subject.map({ entry.event.subject == $0 }) ?? true,
                    earliest.map({ entry.event.time >= $0 }) ?? true
                else { return true }
                found.append(entry)
                return found.count < limit
            }
        }
        try context.output.write(found.reversed().map(Self.record), as: Self.output)
    }

    private static func record(_ entry: LogEntry) -> JSONObject {
        [
            "sequence": .integer(entry.sequence), "time": .text(entry.event.time), "kind": .string(entry.event.kind),
            "subject": .text(entry.event.subject), "actor": .string(entry.event.actor),
            "facts": .object(entry.event.facts), "commitment": .text(entry.commitment.map { Hex.encode($0) }),
        ]
    }

    private static func moment(_ text: String) -> Instant? { Instant(text) ?? CalendarDate(text)?.startOfDay }
}

extension [UInt8] {
    /// Whether these bytes stand in it, one after the other.
    func contains(_ part: [UInt8]) -> Bool {
        guard let first = part.first, part.count <= count else { return part.isEmpty }
        var start = startIndex
        while let place = self[start...(count - part.count)].firstIndex(of: first) {
            if self[place..<(place + part.count)].elementsEqual(part) { return true }
            start = place + 1
            if start > count - part.count { return false }
        }
        return false
    }
}
