public import AllianceKit

/// Hashes in memory, searched exactly: nothing within the distance is missed, at any distance.
///
///     let index = HashIndex(known)
///     index.matches(for: pdq.hash, within: 31)
///
/// Few hashes are scanned, which takes 32 bytes a hash; from some ten thousands on tables are built that answer a query in a fraction of a
/// scan and take up to 130 bytes a hash in all. The scan uses the widest vectors of the processor it runs on. `MappedIndex` searches a file.
public struct HashIndex: Matcher {
    let table: IndexTable

    /// Takes hashes in any order; repeated ones count once. With the engine `scan` no tables are built.
    public init(_ hashes: some Sequence<Hash256>, engine: SearchEngine = .auto) {
        var words: [UInt64] = []
        words.reserveCapacity(hashes.underestimatedCount * 4)
        for hash in hashes {
            words.append(hash)
        }
        self.init(words: words, engine: engine)
    }

    /// Takes hashes as four words each, most significant first. Without memory for the tables there are none.
    init(words: [UInt64], engine: SearchEngine = .auto) {
        guard let rows = try? HashRows(words: words) else { fatalError("there is no memory for the hashes") }
        var slots = engine == .scan ? [] : IndexSlots.chosen(for: rows.count)
        if engine == .index, slots.isEmpty { slots = IndexSlots.divided(IndexSlots.counts.upperBound) }
        let table = try? IndexTable(rows, slots: slots)
        unsafe self.table = table ?? IndexTable(rows: rows, slots: [], offsets: [], postings: [], memory: [])
    }

    /// How many hashes there are.
    public var count: Int { table.rows.count }

    /// The stored hashes within `distance` bits of a query, nearest first, equal distances by hash.
    public func matches(for query: Hash256, within distance: Int) -> [NearHash] {
        matches(for: [query], within: distance)[0]
    }

    /// The same for many queries at once, which a scan answers in one pass; one result for each query, in order. The engine and the
    /// processor's variant are for tests and measurements: the results are the same.
    public func matches(
        for queries: [Hash256], within distance: Int, engine: SearchEngine = .auto, variant: ScanVariant = .automatic
    ) -> [[NearHash]] {
        guard let found = try? table.search(queries, within: distance, engine: engine, variant: variant) else {
            fatalError("tables in memory cannot be damaged")
        }
        return found
    }
}
