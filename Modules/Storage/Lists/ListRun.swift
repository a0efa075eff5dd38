import AllianceKit

/// Entries on their way into a list, packed, to be written in the order of their keys: by far the greatest lever on the speed of an
/// import, because neighbours then share the pages they are written to.
///
/// A plain entry takes some 55 bytes; a run is full at 64 MiB.
struct ListRun {
    /// An entry's place and the beginning of its key as a number, which settles nearly all comparisons.
    struct Row {
        var prefix: UInt64
        var place: UInt32
    }

    /// Key length (two bytes, little-endian), body length (four), key, body.
    private var arena: [UInt8] = []
    private(set) var rows: [Row] = []
    private let limit: Int

    init(limit: Int = 64 << 20) { self.limit = limit }

    var isFull: Bool { arena.count >= limit }
    var count: Int { rows.count }

    /// Takes an entry in; false when it cannot be one: no name, a name beyond 32 KiB, or nothing to keep.
    mutating func append(_ entry: HashEntry) -> Bool {
        guard !entry.entry.isEmpty, entry.entry.utf8.count <= 32_768, entry.isUsable else { return false }
        let place = arena.count
        arena.append(contentsOf: [0, 0, 0, 0, 0, 0])
        ListKey.append(entry.entry, to: &arena)
        let keyCount = arena.count - place - 6
        if !isBare(entry, keyAt: place + 6, keyCount) {
            arena += EntryBody.bytes(of: entry, key: Array(arena[(place + 6)...]))
        }
        let bodyCount = arena.count - place - 6 - keyCount
        arena[place] = UInt8(truncatingIfNeeded: keyCount)
        arena[place + 1] = UInt8(truncatingIfNeeded: keyCount >> 8)
        for byte in 0..<4 { arena[place + 2 + byte] = UInt8(truncatingIfNeeded: bodyCount >> (8 * byte)) }
        var prefix: UInt64 = 0
        for byte in 0..<8 { prefix = prefix << 8 | (byte < keyCount ? UInt64(arena[place + 6 + byte]) : 0) }
        rows.append(Row(prefix: prefix, place: UInt32(place)))
        return true
    }

    /// The usual case of long lists, without making arrays: a PDQ hash and nothing else, named by itself.
    private func isBare(_ entry: HashEntry, keyAt start: Int, _ count: Int) -> Bool {
        guard count == 33, let pdq = entry.pdq, EntryBody.isPlain(entry) else { return false }
        let form = arena[start]
        guard form == ListKey.Form.digits.rawValue || form == ListKey.Form.pdq.rawValue else { return false }
        return unsafe arena.withUnsafeBytes { space in
            func word(_ place: Int) -> UInt64 {
                unsafe UInt64(bigEndian: space.loadUnaligned(fromByteOffset: start + 1 + place * 8, as: UInt64.self))
            }
            return word(0) == pdq.word3 && word(1) == pdq.word2 && word(2) == pdq.word1 && word(3) == pdq.word0
        }
    }

    /// Sorts by key; of the same key the one that came first stays first.
    mutating func sort() {
        unsafe arena.withUnsafeBytes { space in
            rows.sort { left, right in
                if left.prefix != right.prefix { return left.prefix < right.prefix }
                let (first, second) = unsafe (Self.key(left, space), Self.key(right, space))
                if unsafe first.elementsEqual(second) { return left.place < right.place }
                return unsafe first.lexicographicallyPrecedes(second)
            }
        }
    }

    private static func key(_ row: Row, _ space: UnsafeRawBufferPointer) -> Slice<UnsafeRawBufferPointer> {
        let place = Int(row.place)
        let count = unsafe Int(UInt16(littleEndian: space.loadUnaligned(fromByteOffset: place, as: UInt16.self)))
        return unsafe space[place + 6..<place + 6 + count]
    }

    /// Lends keys and bodies of some rows, in their order.
    func forEach(
        _ range: Range<Int>, _ body: (_ key: UnsafeRawBufferPointer, _ body: UnsafeRawBufferPointer) throws -> Void
    ) throws {
        try unsafe arena.withUnsafeBytes { space in
            for row in rows[range] {
                let key = unsafe Self.key(row, space)
                let count = unsafe Int(
                    UInt32(
                        littleEndian: space.loadUnaligned(fromByteOffset: Int(row.place) + 2, as: UInt32.self)))
                try unsafe body(
                    UnsafeRawBufferPointer(rebasing: key),
                    UnsafeRawBufferPointer(rebasing: space[key.endIndex..<key.endIndex + count]))
            }
        }
    }

    /// Empties it and keeps its room.
    mutating func removeAll() {
        arena.removeAll(keepingCapacity: true)
        rows.removeAll(keepingCapacity: true)
    }
}
