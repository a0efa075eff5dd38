import AllianceKit

/// One page of a service, read whole before anything of it is applied.
struct SyncPage {
    /// What the page says, in its order.
    var entries: [HashEntry] = []
    /// What of it cannot be used.
    var failures: [AllianceError] = []
    /// The link to the next page, as the service gives it.
    var next: String?

    /// Reads a page. Throws when it is not well-formed; then nothing of it counts.
    init(_ bytes: [UInt8], name: String) throws {
        var reader = NCMECReader()
        var input = InputFile(name: name, bytes: bytes)
        var entries: [HashEntry] = []
        var failures: [AllianceError] = []
        do {
            try reader.read(&input) {
                switch $0 {
                case .success(let entry): entries.append(entry)
                case .failure(let error): failures.append(error)
                }
            }
        } catch var error as AllianceError {
            error.hint = "nothing of this page was taken; run the sync again, and tell the service if it stays so"
            throw error
        }
        self.entries = entries
        self.failures = failures
        next = reader.next
    }

    /// What applying a page did.
    struct Tally: Codable, Sendable, Hashable {
        var added = 0
        var updated = 0
        var unchanged = 0
        var withdrawn = 0
        var stale = 0
    }

    /// Applies the page to a list.
    ///
    /// Pages are not in the order of time, so the newer word on an entry counts, whichever comes first: a deletion that is older than
    /// the entry is passed over, an entry that is older than its deletion stays deleted, and one that is newer lives again. What was withdrawn
    /// here, and not by the source, stays withdrawn. Doing it twice changes nothing.
    func apply(to list: String, of lists: any HashListStore, at now: Instant) throws -> Tally {
        var tally = Tally()
        var wanted: [HashEntry] = []
        // The last word of this page on each entry.
        var newest: [String: Int] = [:]
        for entry in entries {
            if let place = newest[entry.entry] {
                if entry.supersedes(wanted[place]) { wanted[place] = entry }
                tally.stale += 1
            } else {
                newest[entry.entry] = wanted.count
                wanted.append(entry)
            }
        }
        var applied: [HashEntry] = []
        for entry in wanted {
            let known = try lists.entry(entry.entry, of: list)
            if let known, !entry.supersedes(known) {
                tally.stale += 1
                continue
            }
            if let known, entry.withdrawal == nil, known.withdrawal?.reason == NCMECModel.deletion {
                // The source took its deletion back: a newer entry of the same name.
                try lists.update(entry.entry, of: list, at: now) { $0.withdrawal = nil }
            }
            if entry.withdrawal != nil, known?.withdrawal == nil { tally.withdrawn += 1 }
            applied.append(entry)
        }
        var rest = applied.makeIterator()
        let added = try lists.add(to: list, at: now) { rest.next() }
        tally.added = added.added
        tally.updated = added.updated
        tally.unchanged = added.unchanged
        return tally
    }
}

extension HashEntry {
    /// When its source last said something of it.
    private var stated: Instant {
        let seen = lastSeen ?? Instant(milliseconds: 0)
        return isDeleted ? max(seen, withdrawal?.time ?? seen) : seen
    }

    private var isDeleted: Bool { withdrawal?.reason == NCMECModel.deletion }

    /// Whether it is the source's newer word; of the same moment, a deletion is the last word, and else what comes later.
    fileprivate func supersedes(_ other: HashEntry) -> Bool {
        if stated != other.stated { return stated > other.stated }
        return isDeleted || !other.isDeleted
    }
}
