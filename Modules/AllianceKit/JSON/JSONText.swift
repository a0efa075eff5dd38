/// JSON text: writing in the order given or canonically, and strict reading with limits.
public enum JSONText {
    /// Compact JSON, members in their order.
    public static func encode(_ value: JSONValue) -> String {
        var bytes: [UInt8] = []
        write(value, sorted: false, to: &bytes)
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The canonical bytes of a value: members sorted by UTF-16 units, no white space, shortest numbers (RFC 8785). Whole numbers
    /// beyond 2^53 keep their digits, so canonical text of them is ours alone.
    public static func canonical(_ value: JSONValue) -> [UInt8] {
        var bytes: [UInt8] = []
        write(value, sorted: true, to: &bytes)
        return bytes
    }

    /// Reads one JSON document. Names may not repeat, text must be valid UTF-8 without lone surrogates, nesting and size are limited.
    public static func decode(_ bytes: [UInt8], limits: JSONLimits = JSONLimits(), at place: SourcePlace? = nil) throws
        -> JSONValue
    {
        guard bytes.count <= limits.bytes else {
            throw AllianceError("json.too-large", "more than \(limits.bytes) bytes of JSON", at: place)
        }
        do {
            var parser = JSONParser(bytes, limits: limits)
            return try parser.document()
        } catch let error as AllianceError {
            throw place.map { error.located(at: $0) } ?? error
        }
    }

    private static func write(_ value: JSONValue, sorted: Bool, to bytes: inout [UInt8]) {
        switch value {
        case .null: bytes.append(contentsOf: "null".utf8)
        case .bool(let flag): bytes.append(contentsOf: (flag ? "true" : "false").utf8)
        case .integer(let number): bytes.append(contentsOf: String(number).utf8)
        case .number(let number): bytes.append(contentsOf: JSONNumber.text(number).utf8)
        case .string(let text): write(text, to: &bytes)
        case .array(let items):
            bytes.append(UInt8(ascii: "["))
            for (place, item) in items.enumerated() {
                if place > 0 { bytes.append(UInt8(ascii: ",")) }
                write(item, sorted: sorted, to: &bytes)
            }
            bytes.append(UInt8(ascii: "]"))
        case .object(let object):
            let members =
                sorted
                ? object.members.sorted { $0.name.utf16.lexicographicallyPrecedes($1.name.utf16) } : object.members
            bytes.append(UInt8(ascii: "{"))
            for (place, member) in members.enumerated() {
                if place > 0 { bytes.append(UInt8(ascii: ",")) }
                write(member.name, to: &bytes)
                bytes.append(UInt8(ascii: ":"))
                write(member.value, sorted: sorted, to: &bytes)
            }
            bytes.append(UInt8(ascii: "}"))
        }
    }

    private static func write(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(0x22)
        for byte in text.utf8 {
            switch byte {
            case 0x22: bytes.append(contentsOf: "\\\"".utf8)
            case 0x5c: bytes.append(contentsOf: "\\\\".utf8)
            case 0x08: bytes.append(contentsOf: "\\b".utf8)
            case 0x09: bytes.append(contentsOf: "\\t".utf8)
            case 0x0a: bytes.append(contentsOf: "\\n".utf8)
            case 0x0c: bytes.append(contentsOf: "\\f".utf8)
            case 0x0d: bytes.append(contentsOf: "\\r".utf8)
            case 0..<0x20: bytes.append(contentsOf: "\\u00".utf8 + Array(Hex.encode([byte]).utf8))
            default: bytes.append(byte)
            }
        }
        bytes.append(0x22)
    }
}

/// What a JSON reader accepts at most.
public struct JSONLimits: Sendable, Hashable {
    /// Bytes of the whole document.
    public var bytes: Int
    /// Levels of arrays and objects.
    public var depth: Int
    /// Whether a name may stand twice in an object; the first value counts then. For answers of servers that do so.
    public var allowsRepeatedNames: Bool

    /// Makes limits; 64 MiB and 64 levels unless said, and no name twice.
    public init(bytes: Int = 64 << 20, depth: Int = 64, allowsRepeatedNames: Bool = false) {
        self.bytes = bytes
        self.depth = depth
        self.allowsRepeatedNames = allowsRepeatedNames
    }
}

/// Numbers as ECMAScript writes them (RFC 8785, section 3.2.2.3).
enum JSONNumber {
    static func text(_ number: Double) -> String {
        guard number.isFinite else { return "null" }
        if number == 0 { return "0" }
        // Swift gives the shortest digits that read back equal; only the layout differs from ECMAScript's.
        let plain = "\(number.magnitude)".lowercased()
        let halves = plain.split(separator: "e")
        let digitsAndPoint = halves[0].split(separator: ".", omittingEmptySubsequences: false)
        var digits = String(digitsAndPoint[0]) + (digitsAndPoint.count > 1 ? String(digitsAndPoint[1]) : "")
        var point = digitsAndPoint[0].count + (halves.count > 1 ? Int(halves[1])! : 0)
        while digits.count > 1, digits.first == "0" {
            digits.removeFirst()
            point -= 1
        }
        while digits.count > 1, digits.last == "0" { digits.removeLast() }
        let sign = number < 0 ? "-" : ""
        if digits.count <= point, point <= 21 {
            return sign + digits + String(repeating: "0", count: point - digits.count)
        }
        if 0 < point, point <= 21 { return sign + digits.prefix(point) + "." + digits.dropFirst(point) }
        if -6 < point, point <= 0 { return sign + "0." + String(repeating: "0", count: -point) + digits }
        let exponent = (point - 1 < 0 ? "e-" : "e+") + String(abs(point - 1))
        return sign + digits.prefix(1) + (digits.count > 1 ? "." + digits.dropFirst() : "") + exponent
    }
}
