public import AllianceKit
import CKernels

/// The PDQ hashes of an index file, which is neither read nor copied: what a look-up touches comes from the page cache, which all processes
/// of the machine share, and is compared with its checksum when it is first touched.
///
///     let index = try MappedIndex(path: "known.index")
///     try index.matches(for: pdq.hash, within: 31)
///
/// Making the first of them sets the process's action for SIGBUS, so that a file that somebody cuts is an error; the signal goes on to
/// the action there was before when it is another's.
public struct MappedIndex: Matcher {
    /// The file's name.
    public var path: String { pages.path }
    /// What its head says.
    var file: IndexFile { pages.file }
    /// What is searched.
    let table: IndexTable
    /// The mapping.
    let pages: IndexPages

    /// Maps a file. Throws `hashing.index.missing`, `hashing.index.version` or `hashing.index.damaged`.
    public init(path: String) throws {
        pages = try IndexPages(path: path)
        let (memory, file) = (pages.memory, pages.file)
        func start(_ kind: IndexFile.Kind, _ place: Int = 0) -> UnsafeRawPointer? {
            guard let section = file.section(kind, place) else { return nil }
            return unsafe UnsafeRawPointer(memory.base + section.offset)
        }
        guard let front = unsafe start(.front), let back = unsafe start(.back) else {
            throw IndexFault.damaged(path, "the index has no hashes")
        }
        var offsets: [UnsafePointer<UInt32>] = unsafe []
        var postings: [UnsafePointer<UInt32>?] = unsafe []
        for place in file.slots.indices {
            guard let table = unsafe start(.offsets, place) else {
                throw IndexFault.damaged(path, "slot \(place) has no offsets")
            }
            unsafe offsets.append(table.assumingMemoryBound(to: UInt32.self))
            unsafe postings.append(start(.postings, place)?.assumingMemoryBound(to: UInt32.self))
        }
        let rows = unsafe HashRows(front: front, back: back, count: file.hashes, in: [memory], pages: pages)
        unsafe table = IndexTable(
            rows: rows, slots: file.slots, offsets: offsets, postings: postings, memory: [memory])
    }

    /// How many hashes there are.
    public var count: Int { file.hashes }

    /// The stored hashes within `distance` bits of a query, nearest first, equal distances by hash. Throws `hashing.index.damaged` when
    /// what is looked at is not as it was written, and `hashing.index.changed` when the file was written to since it was opened.
    public func matches(for query: Hash256, within distance: Int) throws -> [NearHash] {
        try matches(for: [query], within: distance)[0]
    }

    /// The same for many queries at once; one result for each, in order.
    public func matches(
        for queries: [Hash256], within distance: Int, engine: SearchEngine = .auto, variant: ScanVariant = .automatic
    ) throws -> [[NearHash]] {
        try table.search(queries, within: distance, engine: engine, variant: variant)
    }

    /// Writes hashes to an index file. `built` is kept in it.
    public static func write(_ hashes: some Sequence<Hash256>, to path: String, built: Instant) throws {
        var words: [UInt64] = []
        words.reserveCapacity(hashes.underestimatedCount * 4)
        for hash in hashes { words.append(hash) }
        _ = try IndexBuilder.write(words, to: path, mark: nil, built: built)
    }

    /// The length of a section; 0 when there is none.
    func count(_ kind: IndexFile.Kind, _ parameter: Int = 0) -> Int { file.section(kind, parameter)?.length ?? 0 }

    /// Some bytes of a section, checked.
    func bytes(_ kind: IndexFile.Kind, _ parameter: Int = 0, _ range: Range<Int>) throws -> [UInt8] {
        guard let section = file.section(kind, parameter), range.upperBound <= section.length else {
            throw IndexFault.damaged(path, "a number of the index leads out of it")
        }
        return try pages.bytes(section.offset + range.lowerBound..<section.offset + range.upperBound)
    }

    /// Reads the whole file and compares it with its checksums. Throws `hashing.index.damaged` or `hashing.index.changed`.
    public func verify() throws {
        let end = file.section(.sums)?.offset ?? file.length
        for start in stride(from: IndexFile.headSize, to: end, by: 1 << 24) {
            try pages.check(start..<min(start + 1 << 24, end), again: true)
        }
        try pages.requireUnchanged()
    }
}
