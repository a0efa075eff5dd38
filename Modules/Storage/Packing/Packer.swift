/// Turns bodies into packed bodies and back.
///
/// A packed body is, in order: the format byte (0 stored, 1 deflated, 2 folded and deflated); the dictionary's number and the raw
/// length, each as LEB128; the CRC-32 of the raw bytes, big-endian. Then follow the raw bytes (format 0), or a raw deflate stream of
/// them (format 1), or the lengths of the folded text and of what was taken out as LEB128, what was taken out, and a raw deflate stream
/// of the folded text (format 2). The stream's preset dictionary is the numbered dictionary followed by the record's identity, which
/// stands in the row anyway, so that its random characters are not stored twice.
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
    private static let folded: UInt8 = 2

    /// Drops the dictionary used last.
    func forget() { presetID = -1 }

    /// The packed form of a body.
    func pack(_ body: [UInt8], id: String, dictionary: PackingDictionary) throws(PackingError) -> [UInt8] {
        guard body.count <= maximum else { throw .tooLarge(body.count, maximum) }
        var packed: [UInt8] = []
        packed.reserveCapacity(body.count / 2 + 32)
        if body.count >= Self.smallest {
            prepare(dictionary, id)
            let folder = BodyFolder(body)
            let text: [UInt8]
            if let folder, !folder.aside.isEmpty {
                Self.header(Self.folded, dictionary.id, body, into: &packed)
                Self.append(UInt64(folder.text.count), to: &packed)
                Self.append(UInt64(folder.aside.count), to: &packed)
                packed.append(contentsOf: folder.aside)
                text = folder.text
            } else {
                Self.header(Self.deflated, dictionary.id, body, into: &packed)
                text = body
            }
            // What is stored has seven bytes of head at least; a packed form that is no shorter than that is not worth it.
            let room = body.count + 7 - packed.count
            if room > 0, deflater.deflate(text, dictionary: preset, limit: room, into: &packed) { return packed }
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
        case Self.deflated, Self.folded:
            guard let found = number == 0 ? PackingDictionary.none : try dictionary(Int64(clamping: number)) else {
                throw PackingError.damaged("the body names the dictionary \(number), which is not there")
            }
            prepare(found, id)
            body = try format == Self.folded ? unfold(rest, Int(count)) : inflate(rest, Int(count))
        default: throw PackingError.damaged("the body has the unknown format \(format)")
        }
        guard Checksum.crc32(body) == checksum else { throw PackingError.damaged("the body's checksum is wrong") }
        return body
    }

    private func inflate(_ stream: RawSpan, _ count: Int) throws(PackingError) -> [UInt8] {
        // Deflate cannot gain more than 1032 to 1, so a greater claim is damage and gets no memory.
        guard count <= stream.byteCount * 1032 + 64 else { throw .damaged("the body claims \(count) bytes") }
        guard let bytes = inflater.inflate(stream, dictionary: preset, count: count) else {
            throw .damaged("the body does not inflate")
        }
        return bytes
    }

    private func unfold(_ rest: RawSpan, _ count: Int) throws(PackingError) -> [UInt8] {
        var place = 0
        guard let text = Self.number(rest, &place), let aside = Self.number(rest, &place), text <= UInt64(count),
            aside <= UInt64(rest.byteCount - place)
        else { throw .damaged("the body's head is damaged") }
        let start = place + Int(aside)
        let taken = unsafe rest.extracting(place..<start).withUnsafeBytes { unsafe Array($0) }
        let folded = try inflate(rest.extracting(start..<rest.byteCount), Int(text))
        guard let body = BodyFolder.unfold(folded, aside: taken, count: count) else {
            throw .damaged("the body does not unfold")
        }
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
        append(UInt64(clamping: dictionary), to: &packed)
        append(UInt64(body.count), to: &packed)
        let checksum = Checksum.crc32(body)
        for shift in [24, 16, 8, 0] as [UInt32] { packed.append(UInt8(truncatingIfNeeded: checksum >> shift)) }
    }

    private static func append(_ number: UInt64, to packed: inout [UInt8]) {
        var rest = number
        while rest >= 0x80 {
            packed.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        packed.append(UInt8(rest))
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
