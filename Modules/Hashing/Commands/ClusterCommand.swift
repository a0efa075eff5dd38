import AllianceKit
import CommandLineKit

/// `alliance hashing cluster`
struct ClusterCommand: Command {
    static let name = "cluster"
    static let summary = "Find groups of near-duplicate hashes: candidate series, and how often they come back."
    static let discussion = """
        The hashes are those of the active entries of all lists of material to be found and of the files that were recorded with hashing \
        match --record. Two hashes within the distance are always in one group (single linkage, exact). Hashes of pictures with a quality \
        below 50 are left out.

        Single linkage strings: a is near b, b is near c, so a and c are together. A group with a hash that is further from its centre \
        than --max-distance is marked as chained: look at it with a smaller distance before taking it for one series.

        A group's id is made of its smallest hash; it changes when a smaller one joins.
        """
    static let examples = [
        CommandExample("what comes back most", "alliance hashing cluster --limit 20"),
        CommandExample("closer, with the hashes", "alliance hashing cluster --max-distance 12 --members --format json"),
    ]
    static let output = OutputShape.records([
        OutputField("series", .text, "the group's id"),
        OutputField("size", .integer, "distinct hashes"),
        OutputField("entries", .integer, "list entries with one of them"),
        OutputField("files", .integer, "recorded files with one of them"),
        OutputField("spread", .integer, "greatest distance from the group's centre, in bits"),
        OutputField("chained", .flag, "whether unlike hashes are strung together"),
        OutputField("firstSeen", .time, "when it was first met, as lists and records say", inTable: false),
        OutputField("lastSeen", .time, "when it was met last", title: "last seen"),
        OutputField("sightings", .integer, "how often it was met here", title: "seen"),
        OutputField("months", .object, "the same by month: YYYY-MM and the number"),
        OutputField("members", .list, "with --members: the hashes", inTable: false),
    ])

    @Option("Greatest distance of neighbours, 0 to 63.", placeholder: "BITS") var maxDistance = 31
    @Option("Leave out groups of fewer distinct hashes.", placeholder: "N") var minSize = 2
    @Option("Only hashes of this list; may be given several times.", placeholder: "NAME") var list: [String]
    @Flag("Only recorded files, not the lists' entries.") var recorded: Bool
    @Flag("Print the hashes of each group.") var members: Bool
    @Option("At most so many groups.", placeholder: "N") var limit: Int?
    @Option("How many searches run side by side; all processors unless given.", placeholder: "N") var jobs: Int?

    mutating func validate() throws {
        if !(0...63 ~= maxDistance) { throw UsageError("--max-distance must be 0 to 63") }
        if minSize < 1 { throw UsageError("--min-size must be at least 1") }
        if let limit, limit < 1 { throw UsageError("--limit must be at least 1") }
        if let jobs, !(1...256 ~= jobs) { throw UsageError("--jobs must be 1 to 256") }
    }

    func run(_ context: CommandContext) async throws {
        let workspace = try context.workspace()
        for name in list { _ = try KnownLists.require(name, in: workspace.lists) }
        let catalog = try SeriesCatalog(workspace, lists: list, recordedOnly: recorded)
        let progress = context.talk.progress("searching", total: catalog.hashes.count)
        let finder = SeriesFinder(maxDistance: maxDistance, minSize: minSize, jobs: jobs ?? FileOptions.processors)
        let groups = try await finder.groups(of: catalog.hashes) { progress.advance(by: $0) }
        progress.finish()
        let all = groups.map { group in
            (
                HashSeries(members: group.map { catalog.hashes[$0] }, maxDistance: maxDistance),
                catalog.facts(of: group)
            )
        }
        let sorted = all.sorted { left, right in
            (right.1.sightings, right.0.members.count, left.0.id) < (left.1.sightings, left.0.members.count, right.0.id)
        }
        try context.output.write(sorted.prefix(limit ?? .max).map(json), as: Self.output)
    }

    private func json(_ series: HashSeries, _ facts: SeriesCatalog.Facts) -> JSONObject {
        var object: JSONObject = [
            "series": .text(series.id), "size": .int(series.members.count), "entries": .int(facts.entries),
            "files": .int(facts.files), "spread": .int(series.spread), "chained": .bool(series.isChained),
        ]
        if facts.first != .max { object["firstSeen"] = .text(Instant(milliseconds: facts.first)) }
        if facts.last != .min { object["lastSeen"] = .text(Instant(milliseconds: facts.last)) }
        object["sightings"] = .int(facts.sightings)
        let months = facts.months.sorted { $0.key < $1.key }
        object["months"] = .object(JSONObject(months.map { ($0.key, .int($0.value)) }))
        if members { object["members"] = .array(series.members.map { .string($0.hex) }) }
        return object
    }
}
