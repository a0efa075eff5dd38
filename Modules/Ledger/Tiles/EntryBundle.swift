import AllianceKit

/// Consecutive entries, each behind its length as a big-endian 16-bit number (C2SP tlog-tiles, "Log entries").
public enum EntryBundle {
    /// The most bytes an entry can have.
    public static let entryLimit = 65_535

    /// Appends an entry; throws `ledger.entry.too-large` over 65,535 bytes.
    public static func append(_ entry: [UInt8], to bundle: inout [UInt8]) throws {
        guard entry.count <= entryLimit else { throw tooLarge(entry.count) }
        bundle.append(UInt8(entry.count >> 8))
        bundle.append(UInt8(entry.count & 0xff))
        bundle.append(contentsOf: entry)
    }

    /// Where each of exactly `count` entries lies; throws `ledger.bundle.damaged` when bytes are missing or left over.
    public static func ranges(of bundle: [UInt8], count: Int) throws -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        ranges.reserveCapacity(min(count, Tile.width))
        var place = 0
        for number in 0..<max(0, count) {
            guard place + 2 <= bundle.count else { throw damaged("it ends before entry \(number) of \(count)") }
            let length = Int(bundle[place]) << 8 | Int(bundle[place + 1])
            guard place + 2 + length <= bundle.count else { throw damaged("entry \(number) of \(count) is cut short") }
            ranges.append((place + 2)..<(place + 2 + length))
            place += 2 + length
        }
        guard place == bundle.count else { throw damaged("\(bundle.count - place) bytes follow its last entry") }
        return ranges
    }

    static func tooLarge(_ count: Int) -> AllianceError {
        AllianceError(
            "ledger.entry.too-large", "a ledger entry of \(count) bytes; at most \(entryLimit) fit",
            hint: "keep facts to codes, counts and identities; content belongs in the record")
    }

    private static func damaged(_ what: String) -> AllianceError {
        AllianceError("ledger.bundle.damaged", "a bundle of entries is damaged: \(what)")
    }
}
