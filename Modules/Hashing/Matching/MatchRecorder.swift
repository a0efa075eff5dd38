import AllianceKit

/// Stores matches, each once for the file's SHA-256, the list and the entry, whatever the file is called.
enum MatchRecorder {
    /// Stores what is new of a file's matches and gives all of them their ids.
    static func record(
        _ found: MatchedFile, in transaction: any StoreTransaction, _ context: CommandContext
    ) throws -> MatchedFile {
        guard let file = found.file else { return found }
        var recorded = found
        recorded.ids = try found.matches.map { try record($0, of: file, in: transaction, context) }
        return recorded
    }

    private static func record(
        _ match: ListMatch, of file: KnownFileMatch.HashedFile, in transaction: any StoreTransaction,
        _ context: CommandContext
    ) throws -> EntityID {
        let query = Query<KnownFileMatch>().where("sha256", .equal, .text(file.digest(.sha256)?.hex))
            .where("list", .equal, .text(match.list)).where("entry", .equal, .text(match.entry))
        if let known = try transaction.first(query) { return known.id }
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
