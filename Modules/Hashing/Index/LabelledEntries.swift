import AllianceKit

/// The entries behind the hashes of an index file with labels.
struct LabelledEntries: KnownEntries {
    private let index: MappedIndex
    private let summaries: [HashListSummary]

    /// Reads the lists; throws `hashing.index.labels` for an index without labels.
    init(_ index: MappedIndex) throws {
        guard index.file.section(.lists) != nil else {
            throw AllianceError(
                "hashing.index.labels", "the index has no labels; it is of use only beside its workspace",
                at: SourcePlace(file: index.path),
                hint: "make one that stands alone with: alliance hashing index build --out FILE")
        }
        self.index = index
        let lists = try JSONText.decode(
            try index.bytes(.lists, 0, 0..<index.count(.lists)), at: SourcePlace(file: index.path))
        summaries = (lists.arrayValue ?? []).compactMap { list in
            guard let name = list["name"]?.stringValue else { return nil }
            func number(_ key: String) -> Int64 { list[key]?.integerValue ?? 0 }
            return HashListSummary(
                name: name, kind: list["kind"]?.stringValue.flatMap(HashListKind.init(rawValue:)) ?? .bad,
                active: Int(number("active")), withdrawn: 0, perceptual: Int(number("perceptual")),
                created: Instant(milliseconds: number("created")), changed: Instant(milliseconds: number("changed")),
                version: number("version"))
        }
    }

    func lists() throws -> [HashListSummary] { summaries }

    func entries(with digest: Digest, in lists: [String]?) throws -> [HashListHit] {
        let number = DigestAlgorithm.allCases.firstIndex(of: digest.algorithm) ?? 0
        let size = digest.bytes.count + 4
        let count = index.count(.digests, number) / size
        func record(_ place: Int) throws -> [UInt8] {
            try index.bytes(.digests, number, place * size..<(place + 1) * size)
        }
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if try record(middle).dropLast(4).lexicographicallyPrecedes(digest.bytes) {
                low = middle + 1
            } else {
                high = middle
            }
        }
        var hits: [HashListHit] = []
        while low < count, try record(low).starts(with: digest.bytes) {
            var label = LittleEndianReader(try record(low), at: digest.bytes.count)
            try add(Int(label.next32()), lists, &hits) { $0.digests = [digest] }
            low += 1
        }
        return hits
    }

    func entries(with pdq: Hash256, in lists: [String]?) throws -> [HashListHit] {
        guard let row = try index.table.rows.place(of: pdq) else { return [] }
        let (start, end) = (try number(.labelStarts, row), try number(.labelStarts, row + 1))
        guard start <= end, index.count(.labels) / 4 >= end - start else { throw damaged }
        var hits: [HashListHit] = []
        for place in start..<end { try add(number(.labels, place), lists, &hits) { $0.pdq = pdq } }
        return hits
    }

    private var damaged: AllianceError { IndexFault.damaged(index.path, "a label of the index leads nowhere") }

    /// A number of a section of numbers of four bytes.
    private func number(_ kind: IndexFile.Kind, _ place: Int) throws -> Int {
        guard place >= 0, place < index.count(kind) / 4 else { throw damaged }
        var number = LittleEndianReader(try index.bytes(kind, 0, place * 4..<place * 4 + 4))
        return Int(number.next32())
    }

    private func add(
        _ label: Int, _ lists: [String]?, _ hits: inout [HashListHit], _ finish: (inout HashEntry) -> Void
    ) throws {
        guard label < index.count(.textStarts) / 8 - 1 else { throw damaged }
        var places = LittleEndianReader(try index.bytes(.textStarts, 0, label * 8..<label * 8 + 16))
        let (begin, end) = (places.next64(), places.next64())
        guard begin <= end, end <= UInt64(index.count(.texts)), end - begin <= 1 << 20 else { throw damaged }
        let text = try index.bytes(.texts, 0, Int(begin)..<Int(end))
        guard let said = try? JSONText.decode(text), let name = said["e"]?.stringValue,
            let list = said["l"]?.integerValue, 0..<summaries.count ~= Int(clamping: list)
        else { throw damaged }
        let summary = summaries[Int(list)]
        guard lists?.contains(summary.name) ?? true else { return }
        var entry = HashEntry(entry: name, category: said["c"]?.stringValue, source: said["s"]?.stringValue)
        entry.pdqProfile = said["p"]?.stringValue.flatMap(PDQProfile.init(rawValue:))
        entry.expires = said["x"]?.integerValue.map { Instant(milliseconds: $0) }
        entry.opinions = said["o"]?.arrayValue?.compactMap { HashOpinion(json: $0) } ?? []
        finish(&entry)
        try index.pages.requireUnchanged()
        hits.append(HashListHit(list: summary.name, entry: entry))
    }
}
