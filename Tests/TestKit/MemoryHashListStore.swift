public import AllianceKit
import Foundation

/// The in-memory twin of the hash list store.
public final class MemoryHashListStore: HashListStore, @unchecked Sendable {
    private struct List {
        var created: Instant
        var changed: Instant
        var version: Int64
        var kind = HashListKind.bad
        var entries: [String: HashEntry] = [:]
    }

    private let guarding = NSLock()
    private var state: [String: List] = [:]
    private let batch: Int
    private var log: [Hash256] = []

    /// Makes an empty store; `batch` entries are one change, as in a file.
    public init(batch: Int = 20_000) { self.batch = max(1, batch) }

    private func snapshot() -> [String: List] { guarding.withLock { state } }

    private static func precedes(_ left: String, _ right: String) -> Bool {
        left.utf8.lexicographicallyPrecedes(right.utf8)
    }

    /// All lists, by name.
    public func lists() throws -> [HashListSummary] {
        snapshot().sorted { Self.precedes($0.key, $1.key) }.map { name, list in
            let active = list.entries.values.filter(\.isActive)
            return HashListSummary(
                name: name, kind: list.kind, active: active.count, withdrawn: list.entries.count - active.count,
                perceptual: active.count { $0.pdq != nil }, created: list.created, changed: list.changed,
                version: list.version)
        }
    }

    /// Adds entries, a batch at a time; an entry without a name or without any hash is rejected.
    public func fill(
        _ list: String, at time: Instant, from source: (_ add: (HashEntry) throws -> Void) throws -> Void
    ) throws -> ImportTally {
        var tally = ImportTally()
        var entries: [HashEntry] = []
        func flush() {
            guarding.withLock { merge(entries, into: list, at: time, &tally) }
            entries.removeAll()
        }
        defer { flush() }
        try source {
            entries.append($0)
            if entries.count == batch { flush() }
        }
        flush()
        return tally
    }

    private func merge(_ entries: [HashEntry], into list: String, at time: Instant, _ tally: inout ImportTally) {
        var changed = false
        for entry in entries {
            guard !entry.entry.isEmpty, entry.isUsable else {
                tally.rejected += 1
                continue
            }
            if state[list] == nil { state[list] = List(created: time, changed: time, version: 1) }
            var fresh = entry
            fresh.digests.sort { $0.description < $1.description }
            if let old = state[list]?.entries[entry.entry] {
                fresh = fresh.replacing(old)
                if fresh == old {
                    tally.unchanged += 1
                    continue
                }
                tally.updated += 1
            } else {
                tally.added += 1
            }
            note(state[list]?.entries[entry.entry], fresh)
            state[list]?.entries[entry.entry] = fresh
            changed = true
        }
        if changed { touch(list, time) }
    }

    private func touch(_ list: String, _ time: Instant) {
        state[list]?.changed = time
        state[list]?.version += 1
    }

    /// Hands over the entries of a list, tombstones too, by entry name.
    public func forEachEntry(of list: String, _ body: (HashEntry) throws -> Bool) throws {
        let entries = snapshot()[list]?.entries ?? [:]
        for entry in entries.sorted(by: { Self.precedes($0.key, $1.key) }) { if try !body(entry.value) { return } }
    }

    /// The active entries with this digest.
    public func entries(with digest: Digest, in lists: [String]?) throws -> [HashListHit] {
        hits(in: lists) { $0.digests.contains(digest) }
    }

    /// The active entries with exactly this PDQ hash.
    public func entries(with pdq: Hash256, in lists: [String]?) throws -> [HashListHit] {
        hits(in: lists) { $0.pdq == pdq }
    }

    private func hits(in lists: [String]?, _ fits: (HashEntry) -> Bool) -> [HashListHit] {
        snapshot().filter { lists?.contains($0.key) ?? true }.sorted { Self.precedes($0.key, $1.key) }.flatMap { list in
            list.value.entries.values.filter { $0.isActive && fits($0) }
                .sorted { Self.precedes($0.entry, $1.entry) }.map { HashListHit(list: list.key, entry: $0) }
        }
    }

    /// The entries of a list that carry a hash, whether they match or not.
    public func entries(carrying hash: String, of list: String) throws -> [HashEntry] {
        let digests = DigestAlgorithm.allCases.compactMap { Digest($0, hex: hash) }
        let pdq = Hash256(hex: hash)
        return (snapshot()[list]?.entries.values ?? [:].values).filter { entry in
            pdq.map { entry.pdq == $0 } == true || digests.contains { entry.digests.contains($0) }
        }.sorted { Self.precedes($0.entry, $1.entry) }
    }

    /// Hands over the distinct active PDQ hashes, ascending.
    public func forEachPerceptualHash(in lists: [String]?, _ body: (Hash256) throws -> Void) throws {
        let hashes = Set(hits(in: lists) { $0.pdq != nil }.compactMap(\.entry.pdq))
        let words = hashes.sorted {
            ($0.word3, $0.word2, $0.word1, $0.word0) < ($1.word3, $1.word2, $1.word1, $1.word0)
        }
        for hash in words { try body(hash) }
    }

    /// Turns an entry into a tombstone; true if it was active.
    public func withdraw(_ entry: String, from list: String, reason: String, at time: Instant) throws -> Bool {
        guarding.withLock {
            guard let old = state[list]?.entries[entry], old.withdrawal == nil else { return false }
            var fresh = old
            fresh.withdrawal = HashEntry.Withdrawal(reason: reason, time: time)
            note(old, fresh)
            state[list]?.entries[entry] = fresh
            touch(list, time)
            return true
        }
    }

    /// Says what a list is about.
    public func declare(_ list: String, kind: HashListKind, at time: Instant) throws {
        guarding.withLock {
            if state[list] == nil { state[list] = List(created: time, changed: time, version: 1) }
            guard state[list]?.kind != kind else { return }
            state[list]?.kind = kind
            touch(list, time)
        }
    }

    /// The entry of a name.
    public func entry(_ name: String, of list: String) throws -> HashEntry? { snapshot()[list]?.entries[name] }

    /// Changes one entry.
    public func update(
        _ entry: String, of list: String, at time: Instant, _ change: (inout HashEntry) -> Void
    ) throws -> HashEntry? {
        guarding.withLock {
            guard let old = state[list]?.entries[entry] else { return nil }
            var fresh = old
            change(&fresh)
            fresh.entry = entry
            guard fresh != old else { return old }
            note(old, fresh)
            state[list]?.entries[entry] = fresh
            touch(list, time)
            return fresh
        }
    }

    private func note(_ old: HashEntry?, _ fresh: HashEntry) {
        let (before, after) = (old?.isActive == true ? old?.pdq : nil, fresh.isActive ? fresh.pdq : nil)
        if before != after { log += [before, after].compactMap(\.self) }
    }

    /// Where the log stands.
    public func perceptualMark() throws -> HashLogMark {
        guarding.withLock { HashLogMark(database: 1, sequence: Int64(log.count)) }
    }

    /// What came and went since a mark.
    public func perceptualChanges(since mark: HashLogMark) throws -> HashChanges? {
        guard mark.database == 1 else { return nil }
        let changed = Set(guarding.withLock { log.dropFirst(Int(mark.sequence)) })
        let active = Set(hits(in: nil) { $0.pdq != nil }.compactMap(\.entry.pdq))
        return HashChanges(
            added: changed.filter(active.contains), removed: changed.filter { !active.contains($0) },
            mark: try perceptualMark())
    }
}
