import AllianceKit
import CommandLineKit

/// `alliance hashing lists dispute`
struct ListsDisputeCommand: Command {
    static let name = "dispute"
    static let summary = "Say what an organisation thinks of the entries that carry a hash."
    static let discussion = """
        A dispute or a denial stops the entries from matching at once, and a later opinion of the same source takes its place: positive, or \
        --retract, lets them match again unless somebody else disputes or denies them. So one person is enough. For good, and by two people, \
        entries are taken out with lists withdraw.

        What is said here is kept when the list is imported again, and counts before what the file has of the same source. Source, verdict \
        and reason go into the ledger, which is for ever: they must hold no personal data.
        """
    static let examples = [
        CommandExample(
            "a false positive, until it is cleared up",
            "alliance hashing lists dispute partner-a d41d8cd98f00b204e9800998ecf8427e --reason \"an empty file\""),
        CommandExample(
            "what a partner said on the telephone",
            "alliance hashing lists dispute partner-a series-17-004 --verdict negative --source \"Partner A\" --reason \"entered by mistake\""
        ),
    ]
    static let output = OutputShape.records([
        OutputField("list", .text, "the list's name"),
        OutputField("entry", .text, "the entry's name"),
        OutputField("source", .text, "whose opinion it is"),
        OutputField("verdict", .text, "what was said, or retracted"),
        OutputField("standing", .text, "all opinions on the entry in one word"),
        OutputField("matches", .flag, "whether the entry matches now"),
    ])

    @Option("Why, in a sentence of 3 to 500 bytes without personal data.", placeholder: "TEXT") var reason: String
    @Option("What is said of the entries.") var verdict = HashOpinion.Verdict.disputed
    @Option("Whose opinion it is; this organisation's unless given.", placeholder: "ORGANISATION") var source: String?
    @Flag("Take back what was said here in this source's name.") var retract: Bool
    @OptionGroup var mutation: MutationOptions
    @Argument("The list's name.", placeholder: "NAME") var list: String
    @Argument("A PDQ hash, SHA-256, SHA-1 or MD5, or the name of an entry.", placeholder: "HASH") var hash: String

    mutating func validate() throws {
        guard 3...500 ~= reason.utf8.count else { throw UsageError("--reason takes 3 to 500 bytes") }
        if let source, !(1...200 ~= source.utf8.count) { throw UsageError("--source takes 1 to 200 bytes") }
    }

    struct Answer: Codable {
        var entries: [Judged]

        struct Judged: Codable {
            var entry: String
            var source: String
            var standing: HashStanding
            var matches: Bool
        }
    }

    func run(_ context: CommandContext) async throws {
        let workspace = try context.workspace()
        _ = try KnownLists.require(list, in: workspace.lists)
        let source = source ?? workspace.configuration.organisation.name
        let names = try context.isAnswered(mutation.key) ? [] : wanted(workspace.lists)
        let now = context.surroundings.now()
        let answer = try context.mutate(mutation.key) { transaction in
            // The list first: if the process dies before the ledger is written, the same command completes it.
            Answer(
                entries: try names.compactMap { name in
                    guard let entry = try judge(name, source, in: workspace.lists, at: now) else { return nil }
                    try transaction.append(event(name, source, entry, at: now, by: context.actor))
                    return Answer.Judged(
                        entry: name, source: source, standing: entry.standing,
                        matches: entry.isActive && !entry.isExpired(at: now))
                })
        }
        try context.output.write(
            answer.entries.map { judged -> JSONObject in
                [
                    "list": .string(list), "entry": .string(judged.entry), "source": .string(judged.source),
                    "verdict": .string(retract ? "retracted" : verdict.rawValue),
                    "standing": .string(judged.standing.rawValue),
                    "matches": .bool(judged.matches),
                ]
            }, as: Self.output)
    }

    /// Puts the opinion in the place of an older one of the same source.
    private func judge(_ name: String, _ source: String, in lists: any HashListStore, at now: Instant) throws
        -> HashEntry?
    {
        try lists.update(name, of: list, at: now) { entry in
            entry.opinions.removeAll { $0.source == source && ($0.isOwn || !retract) }
            if !retract {
                entry.opinions.append(
                    HashOpinion(verdict, source: source, time: now, reasons: [reason], isOwn: true))
            }
        }
    }

    private func event(_ name: String, _ source: String, _ entry: HashEntry, at now: Instant, by actor: String) -> Event
    {
        Event(
            "hashing.list.judged", KnownLists.id(list), at: now, by: actor,
            facts: [
                "entry": .string(name), "verdict": .string(retract ? "retracted" : verdict.rawValue),
                "source": .string(source), "reason": .string(reason), "standing": .string(entry.standing.rawValue),
            ])
    }

    private func wanted(_ lists: any HashListStore) throws -> [String] {
        let found = try KnownLists.entries(of: list, carrying: hash, in: lists)
        guard !found.isEmpty else { throw KnownLists.unknownEntry(hash, of: list) }
        let names = found.filter { $0.withdrawal == nil }.map(\.entry)
        guard !names.isEmpty else {
            throw AllianceError(
                "hashing.entry.withdrawn", "\(hash) is withdrawn from \(list), which is final",
                hint: "add it under another name if it belongs in the list after all")
        }
        return names
    }
}
