import AllianceKit

/// Takes window after window of a service's entries, page by page, and notes after every page how far it came.
struct HashSynchronizer {
    let service: NCMECService
    let workspace: Workspace
    let context: CommandContext

    /// How long a link to a next page is trusted; services honour it for twelve hours.
    static let linkHours = 11
    /// How much of the past each window takes again: clocks differ, and taking an entry twice changes nothing.
    static let overlapMinutes = 10

    /// What was done.
    struct Outcome {
        var sync: HashSync
        var pages = 0
        var tally = SyncPage.Tally()
        var rejected = 0
        /// Whether everything up to the window's end is here.
        var isComplete = false
    }

    /// Brings the list up to now, or takes so many pages.
    func run(_ list: String, since: Instant, limit: Int) async throws -> Outcome {
        let fresh = HashSync(list: list, base: service.base, since: since)
        let known = try workspace.store.read { try $0.get(HashSync.self, fresh.id) }
        var outcome = Outcome(sync: known ?? fresh)
        var path = begin(&outcome.sync)
        // A link that was kept may have been forgotten by the service; then the same window starts anew.
        var mayRestart = outcome.sync.next != nil
        while outcome.pages < limit {
            let bytes: [UInt8]
            do {
                bytes = try await service.get(path)
            } catch let refusal as SyncRefusal {
                guard mayRestart, [400, 404, 410].contains(refusal.status) else { throw refusal.error }
                mayRestart = false
                outcome.sync.next = nil
                path = begin(&outcome.sync)
                continue
            }
            mayRestart = false
            let page = try SyncPage(bytes, name: service.base + path.prefix { $0 != "?" })
            for failure in page.failures { context.report(failure) }
            let next = try page.next.map { try service.checked(next: $0) }
            guard next != path else {
                throw AllianceError(
                    "sync.loop", "the service's pages lead back to themselves", at: SourcePlace(file: service.base),
                    exit: .unavailable)
            }
            try take(page, next, &outcome)
            guard let next else {
                outcome.isComplete = true
                return outcome
            }
            path = next
        }
        return outcome
    }

    /// The page to start with: the one that is due of an unfinished window, or the first of one that goes up to now.
    private func begin(_ sync: inout HashSync) -> String {
        let now = context.surroundings.now()
        if let next = sync.next, let time = sync.nextTime, sync.until != nil, now < time.adding(hours: Self.linkHours) {
            return next
        }
        sync.next = nil
        let until = sync.until ?? now
        sync.until = until
        return NCMECService.first(since: sync.since, until: until)
    }

    /// The entries first, then the note of how far it came: a page that was taken and not noted is taken again.
    private func take(_ page: SyncPage, _ next: String?, _ outcome: inout Outcome) throws {
        let now = context.surroundings.now()
        let tally = try page.apply(to: outcome.sync.list, of: workspace.lists, at: now)
        outcome.pages += 1
        outcome.rejected += page.failures.count
        outcome.tally.add(tally)
        var sync = outcome.sync
        sync.pages += 1
        sync.next = next
        sync.nextTime = next == nil ? nil : now
        if next == nil, let until = sync.until {
            sync.since = max(sync.since, until.adding(seconds: Double(-60 * Self.overlapMinutes)))
            sync.until = nil
            sync.completed = now
        }
        try workspace.store.write { transaction in
            try transaction.put(
                sync,
                because: Event(
                    "hashing.list.synced", sync.id, at: now, by: context.actor,
                    facts: [
                        "list": .string(sync.list), "added": .int(tally.added), "updated": .int(tally.updated),
                        "withdrawn": .int(tally.withdrawn), "rejected": .int(page.failures.count),
                        "complete": .bool(next == nil),
                    ]))
        }
        outcome.sync = sync
    }
}

extension SyncPage.Tally {
    /// Adds another page's counts.
    mutating func add(_ other: SyncPage.Tally) {
        added += other.added
        updated += other.updated
        unchanged += other.unchanged
        withdrawn += other.withdrawn
        stale += other.stale
    }
}
