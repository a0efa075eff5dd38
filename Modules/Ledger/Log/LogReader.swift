import AllianceKit
import Storage

/// Reads entries wherever they lie, keeping the bundles it opened last.
final class LogReader {
    private let codec = BundleCodec()
    private var kept: [(number: Int64, row: [UInt8], bundle: OpenBundle)] = []

    /// A bundle ready for reading.
    struct OpenBundle {
        var bytes: [UInt8]
        var ranges: [Range<Int>]

        func entry(_ place: Int) -> [UInt8] { Array(bytes[ranges[place]]) }
    }

    /// The bytes of an entry; nil when the log is not so long. Throws `ledger.bundle.damaged`.
    func entry(_ sequence: Int64, in tables: LogTables) throws -> [UInt8]? {
        guard sequence >= 0 else { return nil }
        let (number, place) = sequence.quotientAndRemainder(dividingBy: Int64(Tile.width))
        if let bundle = try open(number, in: tables) { return bundle.entry(Int(place)) }
        return try tables.tailEntry(sequence)
    }

    /// Each entry from a sequence on, in order; `body` returns false to stop.
    func forEachEntry(from sequence: Int64, in tables: LogTables, _ body: (Int64, [UInt8]) throws -> Bool) throws {
        let first = max(0, sequence)
        var next = first
        let bundles = try tables.bundleCount()
        while next < bundles * Int64(Tile.width) {
            let number = next / Int64(Tile.width)
            guard let bundle = try open(number, in: tables) else { throw Self.damaged(number, "it is missing") }
            while next < (number + 1) * Int64(Tile.width) {
                guard try body(next, bundle.entry(Int(next % Int64(Tile.width)))) else { return }
                next += 1
            }
        }
        try tables.forEachTailRow(from: next) { sequence, _, entry in try body(sequence, entry) }
    }

    /// Each entry from the last one back; `body` returns false to stop.
    func forEachEntryBackwards(in tables: LogTables, _ body: (Int64, [UInt8]) throws -> Bool) throws {
        let bundles = try tables.bundleCount()
        var tail: [(Int64, [UInt8])] = []
        try tables.forEachTailRow(from: bundles * Int64(Tile.width)) { sequence, _, entry in
            tail.append((sequence, entry))
            return true
        }
        for (sequence, entry) in tail.reversed() { guard try body(sequence, entry) else { return } }
        for number in stride(from: bundles - 1, through: 0, by: -1) {
            guard let bundle = try open(number, in: tables) else { throw Self.damaged(number, "it is missing") }
            for place in bundle.ranges.indices.reversed() {
                guard try body(number * Int64(Tile.width) + Int64(place), bundle.entry(place)) else { return }
            }
        }
    }

    /// Lets go of the bundles that were opened.
    func forget() { kept.removeAll() }

    /// A closed bundle, or nil when there is none of this number.
    func open(_ number: Int64, in tables: LogTables) throws -> OpenBundle? {
        guard let row = try tables.bundle(number) else { return nil }
        // What is kept counts only while the row still holds the same bytes: opening costs a hundred times what comparing does.
        if let known = kept.first(where: { $0.number == number && $0.row == row }) { return known.bundle }
        let bundle = try unsafe Self.open(row.span.bytes, number, codec)
        if kept.count >= 8 { kept.removeFirst() }
        kept.append((number, row, bundle))
        return bundle
    }

    static func open(_ row: RawSpan, _ number: Int64, _ codec: BundleCodec) throws -> OpenBundle {
        guard let bytes = codec.unpack(row) else { throw damaged(number, "it does not inflate") }
        do {
            return OpenBundle(bytes: bytes, ranges: try EntryBundle.ranges(of: bytes, count: Tile.width))
        } catch let error as AllianceError { throw damaged(number, error.message) }
    }

    private static func damaged(_ number: Int64, _ why: String) -> AllianceError {
        let first = number * Int64(Tile.width)
        return AllianceError(
            "ledger.bundle.damaged", "ledger entries \(first)…\(first + Int64(Tile.width) - 1) cannot be read: \(why)",
            hint: "see what else is damaged with: alliance ledger verify; then restore a backup")
    }
}
