public import AllianceKit
public import Cryptography

/// Sorted hash prefixes of one length, each once: the form in which a list says "perhaps" without saying what is on it.
public struct HashPrefixList: Sendable, Hashable {
    /// Bytes of a prefix: 4, 8, 16 or 32 (complete hashes).
    public let prefixLength: Int
    /// The prefixes one after the other, in ascending order of their bytes.
    public let bytes: [UInt8]
    /// Where the prefixes with the same highest bits start; one place more than there are such groups.
    private let starts: [UInt32]
    /// How far the first eight bytes are shifted to give the group.
    private let shift: UInt64

    /// The lengths that lists are made of.
    public static let lengths = [4, 8, 16, 32]

    /// The most prefixes of a list: 2^24.
    public static let limit = 1 << 24

    /// Cuts SHA-256 (or HMAC) digests of expressions to prefixes, sorts them, and keeps each once.
    ///
    /// Errors: `takedown.prefixes.length` (not 4, 8, 16 or 32), `.digest` (one that has not 32 bytes), `.limit`.
    public static func make(of keys: some Sequence<[UInt8]>, prefixLength: Int) throws(AllianceError) -> HashPrefixList
    {
        try check(prefixLength)
        var numbers: [RiceNumber] = []
        for key in keys {
            guard key.count == 32 else {
                throw AllianceError("takedown.prefixes.digest", "a digest has \(key.count) bytes instead of 32")
            }
            numbers.append(RiceNumber(bigEndian: key.prefix(prefixLength)))
        }
        numbers.sort()
        var last: RiceNumber?
        numbers.removeAll { number in
            defer { last = number }
            return number == last
        }
        return try HashPrefixList(ascending: numbers, prefixLength: prefixLength)
    }

    /// Takes prefixes as they stand in a file. Errors: `takedown.prefixes.length`, `.limit`, `.order` (not strictly ascending).
    public init(sorted bytes: [UInt8], prefixLength: Int) throws(AllianceError) {
        try Self.check(prefixLength)
        guard bytes.count % prefixLength == 0 else {
            throw AllianceError("takedown.prefixes.length", "\(bytes.count) bytes are not prefixes of \(prefixLength)")
        }
        let count = bytes.count / prefixLength
        guard count <= Self.limit else { throw Self.tooMany }
        self.prefixLength = prefixLength
        self.bytes = bytes
        // About two prefixes a group: a look-up reads one pair of starts and then a line or two of memory.
        let bits = max(0, Int.bitWidth - count.leadingZeroBitCount - 2)
        shift = UInt64(64 - bits)
        var starts = [UInt32](repeating: 0, count: 1 << bits + 1)
        var group = 0
        for place in 0..<count {
            if place > 0, !Self.ascends(bytes, at: place, prefixLength) {
                throw AllianceError("takedown.prefixes.order", "the prefixes are not in strictly ascending order")
            }
            let own = bits == 0 ? 0 : Int(Self.lead(bytes, at: place * prefixLength, prefixLength) >> shift)
            while group < own {
                group += 1
                starts[group] = UInt32(place)
            }
        }
        while group < 1 << bits {
            group += 1
            starts[group] = UInt32(count)
        }
        self.starts = starts
    }

    init(ascending numbers: [RiceNumber], prefixLength: Int) throws(AllianceError) {
        guard numbers.count <= Self.limit else { throw Self.tooMany }
        var bytes: [UInt8] = []
        bytes.reserveCapacity(numbers.count * prefixLength)
        for number in numbers { number.append(bytes: prefixLength, to: &bytes) }
        try self.init(sorted: bytes, prefixLength: prefixLength)
    }

    /// How many prefixes there are.
    public var count: Int { bytes.count / prefixLength }

    /// The prefix at a place of the sorted list.
    public subscript(place: Int) -> [UInt8] { Array(bytes[(place * prefixLength)..<((place + 1) * prefixLength)]) }

    /// SHA-256 over the sorted prefixes: what both sides of an update compare.
    public var checksum: Digest { Digester.digest(.sha256, of: bytes) }

    /// Whether a prefix of this digest is in the list. With complete hashes a hit is an answer, else a reason to ask for them.
    public func contains(_ digest: SHA256Hash) -> Bool {
        unsafe withUnsafeBytes(of: digest) { key in
            let lead = Self.lead(unsafe key.loadUnaligned(as: UInt64.self).bigEndian, prefixLength)
            let group = shift == 64 ? 0 : Int(lead >> shift)
            var (low, high) = (Int(starts[group]), Int(starts[group + 1]))
            return unsafe bytes.withUnsafeBytes { list in
                // Halving keeps a group that someone filled on purpose from costing more than its logarithm.
                while low < high {
                    let middle = (low + high) / 2
                    let order = unsafe Self.compare(list, middle * prefixLength, key, prefixLength)
                    if order == 0 { return true }
                    if order < 0 { low = middle + 1 } else { high = middle }
                }
                return false
            }
        }
    }

    /// Whether a prefix of this digest of 32 bytes is in the list; false for other lengths.
    public func contains(_ digest: [UInt8]) -> Bool { SHA256Hash(digest).map { contains($0) } ?? false }

    private static func check(_ length: Int) throws(AllianceError) {
        guard lengths.contains(length) else {
            throw AllianceError(
                "takedown.prefixes.length", "prefixes cannot have \(length) bytes", hint: "use 4, 8, 16 or 32",
                exit: .usage)
        }
    }

    private static var tooMany: AllianceError {
        AllianceError("takedown.prefixes.limit", "a list holds at most \(limit) prefixes", hint: "make several lists")
    }

    /// Order of a stored prefix and the start of a digest: below, equal or above zero.
    @inline(__always)
    private static func compare(
        _ list: UnsafeRawBufferPointer, _ offset: Int, _ key: UnsafeRawBufferPointer, _ length: Int
    ) -> Int {
        if length == 4 {
            let own = unsafe list.loadUnaligned(fromByteOffset: offset, as: UInt32.self).bigEndian
            let asked = unsafe key.loadUnaligned(as: UInt32.self).bigEndian
            return own < asked ? -1 : own == asked ? 0 : 1
        }
        for place in stride(from: 0, to: length, by: 8) {
            let own = unsafe list.loadUnaligned(fromByteOffset: offset + place, as: UInt64.self).bigEndian
            let asked = unsafe key.loadUnaligned(fromByteOffset: place, as: UInt64.self).bigEndian
            if own != asked { return own < asked ? -1 : 1 }
        }
        return 0
    }

    /// The first eight bytes of a prefix as a number; those that a short prefix has not are zero.
    private static func lead(_ word: UInt64, _ length: Int) -> UInt64 { length == 4 ? word & ~0xffff_ffff : word }

    private static func lead(_ bytes: [UInt8], at start: Int, _ length: Int) -> UInt64 {
        var word: UInt64 = 0
        for place in 0..<min(8, length) { word |= UInt64(bytes[start + place]) << UInt64(56 - place * 8) }
        return word
    }

    private static func ascends(_ bytes: [UInt8], at place: Int, _ length: Int) -> Bool {
        let start = place * length
        for offset in start..<(start + length) where bytes[offset] != bytes[offset - length] {
            return bytes[offset] > bytes[offset - length]
        }
        return false
    }
}
