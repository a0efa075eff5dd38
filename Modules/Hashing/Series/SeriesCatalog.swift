import AllianceKit

/// The hashes of a workspace with what is known of when they were met: the entries of its lists and the files recorded as matches.
struct SeriesCatalog {
    /// Distinct hashes, ascending.
    private(set) var hashes: [Hash256] = []
    private var facts: [Facts] = []

    /// What is known of one hash, or of a series.
    struct Facts {
        var entries = 0
        var files = 0
        var first: Int64 = .max
        var last: Int64 = .min
        /// `YYYY-MM` → how often it was met.
        var months: [String: Int] = [:]

        var sightings: Int { months.values.reduce(0, +) }

        mutating func add(_ other: Facts) {
            entries += other.entries
            files += other.files
            first = min(first, other.first)
            last = max(last, other.last)
            months.merge(other.months) { $0 + $1 }
        }

        mutating func see(_ time: Instant?) {
            guard let time else { return }
            first = min(first, time.milliseconds)
            last = max(last, time.milliseconds)
        }
    }

    private struct Item {
        var hash: Hash256
        var facts: Facts
    }

    /// Reads the active entries of the named lists, or of all lists that name material to be found, and the recorded files. Hashes of
    /// pictures whose quality is too low to say anything are left out.
    init(_ workspace: Workspace, lists names: [String], recordedOnly: Bool) throws {
        var items: [Item] = []
        for list in try workspace.lists.lists() where !recordedOnly {
            guard names.isEmpty ? list.kind == .bad : names.contains(list.name) else { continue }
            try workspace.lists.forEachEntry(of: list.name) { entry in
                if entry.isActive, let pdq = entry.pdq {
                    var facts = Facts(entries: 1)
                    facts.see(entry.firstSeen)
                    facts.see(entry.lastSeen)
                    items.append(Item(hash: pdq, facts: facts))
                }
                return true
            }
        }
        var files: Set<String> = []
        try workspace.store.read { reader in
            try reader.forEach(Query<KnownFileMatch>()) { match in
                let file = match.file
                guard names.isEmpty || names.contains(match.list), let pdq = file.pdq,
                    file.pdqQuality ?? 100 >= PDQHash.minimumQuality
                else { return true }
                // A file is recorded once for each entry it met.
                let isNew = file.digest(.sha256).map { files.insert($0.hex).inserted } ?? true
                var facts = Facts(files: isNew ? 1 : 0)
                facts.see(match.recorded)
                items.append(Item(hash: pdq, facts: facts))
                return true
            }
        }
        gather(items)
        try workspace.store.read { reader in
            try reader.forEach(Query<HashSighting>()) { sighting in
                guard let pdq = sighting.pdq else { return true }
                let place = SeriesFinder.place(of: pdq, in: hashes)
                guard place < hashes.count, hashes[place] == pdq else { return true }
                facts[place].see(sighting.time)
                facts[place].months[String(sighting.time.description.prefix(7)), default: 0] += 1
                return true
            }
        }
    }

    private mutating func gather(_ items: [Item]) {
        for item in items.sorted(by: { SeriesFinder.precedes($0.hash, $1.hash) }) {
            if hashes.last == item.hash {
                facts[facts.count - 1].add(item.facts)
            } else {
                hashes.append(item.hash)
                facts.append(item.facts)
            }
        }
    }

    /// What is known of some hashes together.
    func facts(of places: [Int]) -> Facts {
        var sum = Facts()
        for place in places { sum.add(facts[place]) }
        return sum
    }
}
