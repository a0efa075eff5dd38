import AllianceKit

/// What an index file that stands alone says of each hash: list, entry, category and the like. Gathered from a store, then written as
/// sections behind those of the search.
struct IndexLabels {
    /// The hashes, four words each, most significant first.
    private(set) var words: [UInt64] = []
    private var near: [(hash: Hash256, label: UInt32)] = []
    private var exact: [DigestAlgorithm: [(bytes: [UInt8], label: UInt32)]] = [:]
    private var textStarts: [UInt64] = [0]
    private var texts: [UInt8] = []
    private let lists: [HashListSummary]

    /// Gathers the entries of lists that match.
    init(_ store: any HashListStore, lists: [HashListSummary]) throws {
        self.lists = lists
        for (number, list) in lists.enumerated() {
            try store.forEachEntry(of: list.name) { entry in
                if entry.isActive { try add(entry, list: number) }
                return true
            }
        }
        near.sort { $0.hash != $1.hash ? $0.hash.precedes($1.hash) : $0.label < $1.label }
        words.reserveCapacity(near.count * 4)
        for pair in near { words.append(pair.hash) }
        for algorithm in DigestAlgorithm.allCases {
            exact[algorithm]?.sort {
                $0.bytes != $1.bytes ? $0.bytes.lexicographicallyPrecedes($1.bytes) : $0.label < $1.label
            }
        }
    }

    private mutating func add(_ entry: HashEntry, list: Int) throws {
        guard let label = UInt32(exactly: textStarts.count - 1) else {
            throw AllianceError("hashing.index.labels", "an index holds at most \(UInt32.max) labels")
        }
        texts += Array(JSONText.encode(.object(entry.label(list: list))).utf8)
        textStarts.append(UInt64(texts.count))
        if let pdq = entry.pdq { near.append((pdq, label)) }
        for digest in entry.digests { exact[digest.algorithm, default: []].append((digest.bytes, label)) }
    }

    /// Writes the sections.
    func write(_ rows: HashRows, _ writer: inout IndexFileWriter) throws {
        var starts = LittleEndianBytes()
        var numbers = LittleEndianBytes()
        var last: Hash256?
        for (place, pair) in near.enumerated() {
            if pair.hash != last { starts.put(UInt32(place)) }
            last = pair.hash
            numbers.put(pair.label)
        }
        starts.put(UInt32(near.count))
        try writer.add(.labelStarts, 0, starts.bytes)
        try writer.add(.labels, 0, numbers.bytes)
        var places = LittleEndianBytes()
        for start in textStarts { places.put(start) }
        try writer.add(.textStarts, 0, places.bytes)
        try writer.add(.texts, 0, texts)
        for (number, algorithm) in DigestAlgorithm.allCases.enumerated() {
            var records = LittleEndianBytes()
            for record in exact[algorithm] ?? [] {
                records.bytes += record.bytes
                records.put(record.label)
            }
            try writer.add(.digests, number, records.bytes)
        }
        try writer.add(.lists, 0, Array(JSONText.encode(.array(lists.map(\.label))).utf8))
    }
}

extension HashEntry {
    /// What an index says of the entry, besides its hashes.
    fileprivate func label(list: Int) -> JSONObject {
        var label: JSONObject = ["l": .int(list), "e": .string(entry)]
        label["c"] = category.map { .string($0) }
        label["s"] = source.map { .string($0) }
        label["p"] = pdqProfile.map { .string($0.rawValue) }
        label["x"] = expires.map { .integer($0.milliseconds) }
        if !opinions.isEmpty { label["o"] = .array(opinions.map(\.json)) }
        return label
    }
}

extension HashListSummary {
    fileprivate var label: JSONValue {
        [
            "name": .string(name), "kind": .string(kind.rawValue), "active": .int(active),
            "perceptual": .int(perceptual), "created": .integer(created.milliseconds),
            "changed": .integer(changed.milliseconds), "version": .integer(version),
        ]
    }
}
