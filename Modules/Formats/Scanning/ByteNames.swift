/// A fixed set of names that scanners look tokens up in without making text of them.
public struct ByteNames: Sendable {
    private let names: [[UInt8]]
    private let slots: [Int16]

    /// Makes a set; a name's index is its place in the list.
    public init(_ names: [String]) {
        self.names = names.map { Array($0.utf8) }
        var slots = [Int16](repeating: -1, count: 512)
        for (index, name) in self.names.enumerated() {
            var slot = Self.slot(name, name.indices)
            while slots[slot] >= 0 { slot = (slot + 1) & 511 }
            slots[slot] = Int16(index)
        }
        self.slots = slots
    }

    /// The index of the name that lies in a range, or -1.
    @inline(__always) func index(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
        if range.isEmpty { return -1 }
        var slot = Self.slot(bytes, range)
        while slots[slot] >= 0 {
            let index = Int(slots[slot])
            if Self.equal(names[index], bytes, range) { return index }
            slot = (slot + 1) & 511
        }
        return -1
    }

    private static func equal(_ name: [UInt8], _ bytes: [UInt8], _ range: Range<Int>) -> Bool {
        guard name.count == range.count else { return false }
        var difference: UInt8 = 0
        for place in 0..<name.count { difference |= name[place] ^ bytes[range.lowerBound + place] }
        return difference == 0
    }

    /// Length, ends and middle tell the names of a format apart.
    private static func slot(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
        let first = UInt32(bytes[range.lowerBound])
        let middle = UInt32(bytes[range.lowerBound + range.count / 2])
        let last = UInt32(bytes[range.upperBound - 1])
        let mixed =
            (first &* 31 &+ middle &* 131 &+ last &* 521 &+ UInt32(truncatingIfNeeded: range.count)) &* 2_654_435_761
        return Int(mixed >> 23)
    }
}
