/// Bytes with little-endian numbers, being written.
struct LittleEndianBytes {
    var bytes: [UInt8] = []

    mutating func put(_ number: UInt32) {
        for shift in stride(from: 0, to: 32, by: 8) { bytes.append(UInt8(truncatingIfNeeded: number >> UInt32(shift))) }
    }

    mutating func put(_ number: UInt64) {
        put(UInt32(truncatingIfNeeded: number))
        put(UInt32(truncatingIfNeeded: number >> 32))
    }
}

/// The same, being read; beyond the end there are zeros.
struct LittleEndianReader {
    private let bytes: [UInt8]
    private var place: Int

    init(_ bytes: [UInt8], at place: Int = 0) {
        self.bytes = bytes
        self.place = place
    }

    mutating func take(_ count: Int) -> [UInt8] {
        let taken = bytes[min(place, bytes.count)..<min(place + count, bytes.count)]
        place += count
        return taken + [UInt8](repeating: 0, count: count - taken.count)
    }

    mutating func next32() -> UInt32 { take(4).reversed().reduce(0) { $0 << 8 | UInt32($1) } }
    mutating func next64() -> UInt64 { take(8).reversed().reduce(0) { $0 << 8 | UInt64($1) } }
}
