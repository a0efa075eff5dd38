import AllianceKit

/// The entries behind hashes: those of a store, or the labels of an index file.
protocol KnownEntries: Sendable {
    /// All lists, by name.
    func lists() throws -> [HashListSummary]
    /// The active entries with this digest, in the named lists or in all.
    func entries(with digest: Digest, in lists: [String]?) throws -> [HashListHit]
    /// The active entries with exactly this PDQ hash, in the named lists or in all.
    func entries(with pdq: Hash256, in lists: [String]?) throws -> [HashListHit]
}

/// The entries of a store.
struct StoredEntries: KnownEntries {
    let store: any HashListStore

    func lists() throws -> [HashListSummary] { try store.lists() }
    func entries(with digest: Digest, in lists: [String]?) throws -> [HashListHit] {
        try store.entries(with: digest, in: lists)
    }
    func entries(with pdq: Hash256, in lists: [String]?) throws -> [HashListHit] {
        try store.entries(with: pdq, in: lists)
    }
}
