/// Turns bodies into packed bodies and back.
///
/// A packed body is, in order: the format byte (0 stored, 1 deflated); the dictionary's number and the raw length, each as LEB128; the
/// CRC-32 of the raw bytes, big-endian; then the raw bytes (format 0) or a raw deflate stream (format 1). The stream's preset
/// dictionary is the numbered dictionary followed by the record's identity, which stands in the row anyway, so that its random
/// characters are not stored twice.
final class Packer {
    private let deflater = Deflater()
    private let inflater = Inflater()
    private let maximum: Int
    private var preset: [UInt8] = []
    private var presetID: Int64 = -1
    private var presetCount = 0

    /// `maximum` caps the raw length that is packed or believed.
    init(maximum: Int) { self.maximum = maximum }

    /// Below this many bytes nothing is gained.
    static let smallest = 48

    private static let stored: UInt8 = 0
    private static let deflated: UInt8 = 1

    /// Drops the dictionary used last.
    func forget() { presetID = -1 }

    /// The packed form of a body.
    func pack(_ body: [UInt8], id: String, dictionary: PackingDictionary) throws(PackingError) -> [UInt8] {
        guard body.count <= maximum else { throw .tooLarge(body.count, maximum) }
        var packed: [UInt8] = []
        packed.reserveCapacity(body.count / 2 + 32)
        if body.count >= Self.smallest {
            Self.header(Self.deflated, dictionary.id, body, into: &packed)
            prepare(dictionary, id)
            if deflater.deflate(body, dictionary: preset, limit: body.count, into: &packed) { return packed }
            packed.removeAll(keepingCapacity: true)
        }
        Self.header(Self.stored, 0, body, into: &packed)
        packed.append(contentsOf: body)
        return packed
    }

    /// The body of a packed form. `dictionary` looks a number up.
    func unpack(
        _ packed: RawSpan, id: String, dictionary: (Int64) throws -> PackingDictionary?
    ) throws -> [UInt8] {
        var place = 0
        guard packed.byteCount >= 7 else { throw PackingError.damaged("the body is cut short") }
        let format = packed.byte(0)
        place = 1
        guard let number = Self.number(packed, &place), let count = Self.number(packed, &place),
            place + 4 <= packed.byteCount
        else { throw PackingError.damaged("the body's head is damaged") }
        guard count <= UInt64(maximum) else { throw PackingError.damaged("the body claims \(count) bytes") }
        let checksum = (0..<4).reduce(UInt32(0)) { $0 << 8 | UInt32(packed.byte(place + $1)) }
        let rest = packed.extracting(place + 4..<packed.byteCount)
        let body: [UInt8]
        switch format {
        case Self.stored:
            guard number == 0, rest.byteCount == Int(count) else {
                throw PackingError.damaged("the body's length is wrong")
            }
            body = unsafe rest.withUnsafeBytes { unsafe Array($0) }
        case Self.deflated:
            // Deflate cannot gain more than 1032 to 1, so a greater claim is damage and gets no memory.
            guard Int(count) <= rest.byteCount * 1032 + 64 else {
                throw PackingError.damaged("the body claims \(count) bytes")
            }
            guard let found = number == 0 ? PackingDictionary.none : try dictionary(Int64(clamping: number)) else {
                throw PackingError.damaged("the body names the dictionary \(number), which is not there")
            }
            prepare(found, id)
            guard let inflated = inflater.inflate(rest, dictionary: preset, count: Int(count)) else {
                throw PackingError.damaged("the body does not inflate")
            }
            body = inflated
        default: throw PackingError.damaged("the body has the unknown format \(format)")
        }
        guard Checksum.crc32(body) == checksum else { throw PackingError.damaged("the body's checksum is wrong") }
        return body
    }

    /// The raw length a packed body states, or nil when its head is damaged.
    static func rawCount(_ packed: RawSpan) -> Int? {
        var place = 1
        guard packed.byteCount >= 7, number(packed, &place) != nil else { return nil }
        return number(packed, &place).map { Int(clamping: $0) }
    }

    /// Puts dictionary and identity together; the dictionary is copied only when it is another one than before.
    private func prepare(_ dictionary: PackingDictionary, _ id: String) {
        if presetID != dictionary.id {
            preset = dictionary.bytes
            presetID = dictionary.id
            presetCount = preset.count
        } else {
            preset.removeSubrange(presetCount...)
        }
        preset.append(contentsOf: id.utf8)
    }

    private static func header(_ format: UInt8, _ dictionary: Int64, _ body: [UInt8], into packed: inout [UInt8]) {
        packed.append(format)
        for number in [UInt64(clamping: dictionary), UInt64(body.count)] {
            var rest = number
            while rest >= 0x80 {
                packed.append(UInt8(truncatingIfNeeded: rest) | 0x80)
                rest >>= 7
            }
            packed.append(UInt8(rest))
        }
        let checksum = Checksum.crc32(body)
        for shift in [24, 16, 8, 0] as [UInt32] { packed.append(UInt8(truncatingIfNeeded: checksum >> shift)) }
    }

    private static func number(_ packed: RawSpan, _ place: inout Int) -> UInt64? {
        var value: UInt64 = 0
        for shift in stride(from: UInt64(0), to: 63, by: 7) {
            guard place < packed.byteCount else { return nil }
            let byte = packed.byte(place)
            place += 1
            value |= UInt64(byte & 0x7f) << shift
            if byte < 0x80 { return value }
        }
        return nil
    }
}

/// Why a body cannot be packed or unpacked.
enum PackingError: Error, Hashable, CustomStringConvertible {
    case damaged(String)
    case tooLarge(Int, Int)

    var description: String {
        switch self {
        case .damaged(let text): text
        case .tooLarge(let count, let limit): "the record has \(count) bytes; the limit is \(limit)"
        }
    }
}

extension RawSpan {
    /// The byte at a place; the caller has compared with the end.
    fileprivate func byte(_ place: Int) -> UInt8 {
        precondition(0..<byteCount ~= place, "a byte beyond the end")
        return unsafe unsafeLoad(fromByteOffset: place, as: UInt8.self)
    }
}
