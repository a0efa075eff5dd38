import AllianceKit

/// Reads events from canonical entries without a general JSON reader, so that folding a million of them takes seconds.
///
/// It knows exactly the bytes that `LogEntry.bytes` writes with plain ASCII texts and flat facts. For anything else it gives nil and the
/// strict reader decides; whatever it does read, the strict reader reads the same.
struct EntryScanner {
    private let bytes: [UInt8]
    private var place = 0

    private static let actor = Array("{\"actor\":".utf8)
    private static let commitment = Array(",\"commitment\":\"".utf8)
    private static let facts = Array(",\"facts\":".utf8)
    private static let kind = Array(",\"kind\":".utf8)
    private static let sequence = Array(",\"seq\":".utf8)
    private static let subject = Array(",\"subject\":".utf8)
    private static let time = Array(",\"time\":\"".utf8)
    private static let yes = Array("true".utf8)
    private static let no = Array("false".utf8)
    private static let null = Array("null".utf8)

    private init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The event of an entry, or nil when the strict reader must look at it.
    static func read(_ bytes: [UInt8]) -> LedgerEvent? {
        var scanner = EntryScanner(bytes)
        return scanner.entry()
    }

    private mutating func entry() -> LedgerEvent? {
        guard take(Self.actor), let actor = text() else { return nil }
        if take(Self.commitment) {
            let end = place + 64
            while place < end { guard let byte = next(), isHex(byte) else { return nil } }
            guard next() == 0x22 else { return nil }
        }
        guard take(Self.facts), let facts = object(), take(Self.kind), let kind = text(), take(Self.sequence),
            let sequence = number(), sequence >= 0, take(Self.subject), let subject = text().flatMap({ EntityID($0) }),
            take(Self.time), let time = instant(), next() == 0x22, next() == UInt8(ascii: "}"), place == bytes.count
        else { return nil }
        return LedgerEvent(sequence: sequence, event: Event(kind, subject, at: time, by: actor, facts: facts))
    }

    // MARK: Values

    /// A flat object whose names ascend, as canonical ones do.
    private mutating func object() -> JSONObject? {
        guard next() == UInt8(ascii: "{") else { return nil }
        if place < bytes.count, bytes[place] == UInt8(ascii: "}") {
            place += 1
            return JSONObject()
        }
        var members: [(String, JSONValue)] = []
        while members.count < 32 {
            guard let name = text(), members.last.map({ $0.0 < name }) ?? true, next() == UInt8(ascii: ":"),
                let value = value()
            else { return nil }
            members.append((name, value))
            switch next() {
            case UInt8(ascii: ","): continue
            case UInt8(ascii: "}"): return JSONObject(members)
            default: return nil
            }
        }
        return nil
    }

    private mutating func value() -> JSONValue? {
        guard place < bytes.count else { return nil }
        switch bytes[place] {
        case 0x22: return text().map { .string($0) }
        case UInt8(ascii: "t"): return take(Self.yes) ? .bool(true) : nil
        case UInt8(ascii: "f"): return take(Self.no) ? .bool(false) : nil
        case UInt8(ascii: "n"): return take(Self.null) ? .null : nil
        default: return number().map { .integer($0) }
        }
    }

    /// A text of plain ASCII without escapes.
    private mutating func text() -> String? {
        guard next() == 0x22 else { return nil }
        let start = place
        while place < bytes.count, bytes[place] != 0x22 {
            guard 0x20..<0x80 ~= bytes[place], bytes[place] != 0x5c else { return nil }
            place += 1
        }
        guard place < bytes.count else { return nil }
        defer { place += 1 }
        return String(decoding: bytes[start..<place], as: UTF8.self)
    }

    /// A whole number of at most 18 digits, in its one spelling.
    private mutating func number() -> Int64? {
        var sign: Int64 = 1
        if place < bytes.count, bytes[place] == UInt8(ascii: "-") {
            sign = -1
            place += 1
        }
        let start = place
        var value: Int64 = 0
        while place < bytes.count, 48...57 ~= bytes[place], place - start < 18 {
            value = value * 10 + Int64(bytes[place]) - 48
            place += 1
        }
        let count = place - start
        guard 1...18 ~= count, count == 1 || bytes[start] != 48, sign == 1 || value != 0 else { return nil }
        // A fraction or an exponent follows: not a whole number.
        guard place < bytes.count, bytes[place] == 0x2c || bytes[place] == UInt8(ascii: "}") else { return nil }
        return sign * value
    }

    /// `YYYY-MM-DDTHH:MM:SS[.mmm]Z`
    private mutating func instant() -> Instant? {
        guard let year = digits(4), next() == 0x2d, let month = digits(2), next() == 0x2d, let day = digits(2),
            next() == UInt8(ascii: "T"), let hour = digits(2), next() == 0x3a, let minute = digits(2), next() == 0x3a,
            let second = digits(2), var byte = next()
        else { return nil }
        var millisecond = 0
        if byte == UInt8(ascii: ".") {
            guard let part = digits(3), let last = next() else { return nil }
            millisecond = part
            byte = last
        }
        guard byte == UInt8(ascii: "Z") else { return nil }
        return Instant(
            year: year, month: month, day: day, hour: hour, minute: minute, second: second, millisecond: millisecond)
    }

    private mutating func digits(_ count: Int) -> Int? {
        var value = 0
        for _ in 0..<count {
            guard let byte = next(), 48...57 ~= byte else { return nil }
            value = value * 10 + Int(byte) - 48
        }
        return value
    }

    // MARK: Bytes

    private mutating func next() -> UInt8? {
        guard place < bytes.count else { return nil }
        defer { place += 1 }
        return bytes[place]
    }

    private mutating func take(_ expected: [UInt8]) -> Bool {
        guard place + expected.count <= bytes.count else { return false }
        for offset in expected.indices where bytes[place + offset] != expected[offset] { return false }
        place += expected.count
        return true
    }

    private func isHex(_ byte: UInt8) -> Bool { 48...57 ~= byte || 97...102 ~= byte }
}
