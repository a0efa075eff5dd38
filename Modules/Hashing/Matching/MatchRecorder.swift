import AllianceKit

/// Stores the matches of one run, each once for the file's SHA-256, the list and the entry, whatever the file is called; counts the
/// sightings; and holds back entries that suddenly match everything.
struct MatchRecorder {
    private let transaction: any StoreTransaction
    private let context: CommandContext
    private let flood: FloodControl
    private let sightings: SightingRecorder

    /// Starts a run; `place` says where the files were met.
    init(_ transaction: any StoreTransaction, _ context: CommandContext, place: String?) throws {
        self.transaction = transaction
        self.context = context
        flood = try FloodControl(transaction, context)
        sightings = SightingRecorder(place: place, transaction: transaction, context: context)
    }

    /// Stores what is new of the matches of some files and gives the matches their ids.
    func record(_ files: [MatchedFile]) throws -> [MatchedFile] {
        try flood.judge(files)
        return try files.map(record)
    }

    private func record(_ found: MatchedFile) throws -> MatchedFile {
        guard let file = found.file, !found.matches.isEmpty else { return found }
        var recorded = found
        let earlier = try sightings.earlier(file, found.matches)
        recorded.ids = try found.matches.map { try record($0, of: file) }
        recorded.held = found.matches.indices.filter { recorded.ids[$0] == nil }
        let counted = found.matches.indices.filter {
            recorded.ids[$0] != nil && !flood.isExempt(EntryName(found.matches[$0]))
        }
        recorded.times = try sightings.record(file, counted.map { found.matches[$0] }, earlier: earlier)
        return recorded
    }

    /// The id of the stored match; nil when the entry is held.
    private func record(_ match: ListMatch, of file: KnownFileMatch.HashedFile) throws -> EntityID? {
        let name = EntryName(match)
        if flood.isHeld(name) { return nil }
        let query = Query<KnownFileMatch>().where("sha256", .equal, .text(file.digest(.sha256)?.hex))
            .where("list", .equal, .text(match.list)).where("entry", .equal, .text(match.entry))
        if let known = try transaction.first(query) { return known.id }
        guard try flood.admit(name) else { return nil }
        let now = context.surroundings.now()
        let record = KnownFileMatch(
            id: context.surroundings.makeID("match"), file: file, list: match.list, entry: match.entry,
            algorithm: match.algorithm.rawValue, distance: match.distance, categories: match.categories,
            source: match.source, recorded: now, recordedBy: context.actor)
        try transaction.put(
            record,
            because: Event(
                "hashing.match.recorded", record.id, at: now, by: context.actor,
                facts: [
                    "list": .string(match.list), "algorithm": .string(match.algorithm.rawValue),
                    "distance": .int(match.distance),
                ]))
        return record.id
    }
}
