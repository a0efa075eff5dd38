import AllianceKit

/// Stores sightings of known material and logs each that is not the first.
struct SightingRecorder {
    /// Where the files were met, if that was said.
    let place: String?
    /// The open transaction.
    let transaction: any StoreTransaction
    /// Clock and actor.
    let context: CommandContext

    static let sighted = "hashing.match.sighted"
    static let repeated = "hashing.match.repeated"

    /// Stores that a file met some entries, nearest first, unless that is stored; the number of times its item was met so far.
    /// `earlier` is asked before the file's own matches are stored.
    func record(_ file: KnownFileMatch.HashedFile, _ matches: [ListMatch], earlier: Earlier) throws -> Int? {
        guard let nearest = matches.first, let digest = file.digest(.sha256) else { return nil }
        let now = context.surroundings.now()
        if let known = try transaction.get(HashSighting.self, HashSighting.id(digest, place, now)) {
            return known.times
        }
        // The same file again, without a word where: a folder that is looked through again, not the material that came back.
        if place == nil, let known = earlier.sameFile { return known.times }
        let item = earlier.item ?? HashSighting.item(nearest.list, nearest.entry)
        let times =
            max(try transaction.count(Query<HashSighting>().where("item", .equal, .text(item))), earlier.isMet ? 1 : 0)
            + 1
        let sighting = HashSighting(
            of: digest, pdq: file.pdqQuality ?? 100 >= PDQHash.minimumQuality ? file.pdq : nil, item: item,
            list: nearest.list, entry: nearest.entry, place: place, time: now, times: times)
        func event(_ kind: String) -> Event {
            var facts: JSONObject = ["list": .string(nearest.list), "times": .int(times)]
            if let place { facts["place"] = .string(place) }
            return Event(kind, item, at: now, by: context.actor, facts: facts)
        }
        try transaction.put(sighting, because: event(Self.sighted))
        if times > 1 { try transaction.append(event(Self.repeated)) }
        return times
    }

    /// What is known of a file's material from before.
    struct Earlier {
        /// The latest sighting of the very file.
        var sameFile: HashSighting?
        /// The item that it, or a file that met one of the same entries, was counted under.
        var item: EntityID?
        /// Whether any of the entries was met before.
        var isMet = false
    }

    /// Looks for the file, and for other files that met one of the entries.
    func earlier(_ file: KnownFileMatch.HashedFile, _ matches: [ListMatch]) throws -> Earlier {
        var earlier = Earlier()
        guard let digest = file.digest(.sha256) else { return earlier }
        earlier.sameFile = try sighting(of: digest.hex)
        earlier.item = earlier.sameFile?.item
        earlier.isMet = earlier.sameFile != nil
        for match in matches where earlier.item == nil {
            let query = Query<KnownFileMatch>().where("entry", .equal, .text(match.entry))
                .where("list", .equal, .text(match.list)).where("sha256", .notEqual, .text(digest.hex))
                .ordered(by: "recorded")
            guard let other = try transaction.first(query) else { continue }
            earlier.isMet = true
            earlier.item = try other.file.digest(.sha256).flatMap { try sighting(of: $0.hex)?.item }
        }
        return earlier
    }

    private func sighting(of sha256: String) throws -> HashSighting? {
        try transaction.first(
            Query<HashSighting>().where("sha256", .equal, .text(sha256)).ordered(by: "time", descending: true))
    }
}
