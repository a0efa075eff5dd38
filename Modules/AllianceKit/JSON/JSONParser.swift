/// A strict, recursive JSON reader over bytes (RFC 8259, plus RFC 7493's ban on repeated names and lone surrogates).
struct JSONParser {
    private let bytes: [UInt8]
    private let limits: JSONLimits
    private var place = 0

    init(_ bytes: [UInt8], limits: JSONLimits) {
        self.bytes = bytes
        self.limits = limits
    }

    mutating func document() throws -> JSONValue {
        // RFC 8259, section 8.1: a byte order mark may be ignored, and some editors write one.
        if bytes.starts(with: [0xef, 0xbb, 0xbf]) { place = 3 }
        skipSpace()
        let value = try value(depth: 0)
        skipSpace()
        guard place == bytes.count else { throw error("json.trailing", "something follows the JSON value") }
        return value
    }

    private mutating func value(depth: Int) throws -> JSONValue {
        guard place < bytes.count else { throw error("json.truncated", "the JSON ends too early") }
        switch bytes[place] {
        case UInt8(ascii: "{"): return .object(try object(depth: depth + 1))
        case UInt8(ascii: "["): return .array(try array(depth: depth + 1))
        case 0x22: return .string(try string())
        case UInt8(ascii: "t"): return try word("true", .bool(true))
        case UInt8(ascii: "f"): return try word("false", .bool(false))
        case UInt8(ascii: "n"): return try word("null", .null)
        default: return try number()
        }
    }

    private mutating func object(depth: Int) throws -> JSONObject {
        try check(depth)
        place += 1
        var object = JSONObject()
        var names: Set<String> = []
        skipSpace()
        if take(UInt8(ascii: "}")) { return object }
        while true {
            skipSpace()
            guard place < bytes.count else { throw error("json.truncated", "the JSON ends too early") }
            guard bytes[place] == 0x22 else { throw error("json.syntax", "a member's name is missing") }
            let name = try string()
            let isNew = names.insert(name).inserted
            guard isNew || limits.allowsRepeatedNames else {
                throw error("json.repeated-name", "the name \"\(name)\" stands twice")
            }
            skipSpace()
            guard take(UInt8(ascii: ":")) else { throw separatorError("a colon is missing") }
            skipSpace()
            let value = try value(depth: depth)
            if isNew { object.append(unique: name, value) }
            skipSpace()
            if take(UInt8(ascii: ",")) { continue }
            guard take(UInt8(ascii: "}")) else { throw separatorError("a comma or } is missing") }
            return object
        }
    }

    private mutating func array(depth: Int) throws -> [JSONValue] {
        try check(depth)
        place += 1
        var items: [JSONValue] = []
        skipSpace()
        if take(UInt8(ascii: "]")) { return items }
        while true {
            skipSpace()
            items.append(try value(depth: depth))
            skipSpace()
            if take(UInt8(ascii: ",")) { continue }
            guard take(UInt8(ascii: "]")) else { throw separatorError("a comma or ] is missing") }
            return items
        }
    }

    private mutating func string() throws -> String {
        place += 1
        let start = place
        while place < bytes.count, bytes[place] != 0x22, bytes[place] != 0x5c, bytes[place] >= 0x20 { place += 1 }
        var text: [UInt8] = Array(bytes[start..<place])
        while true {
            guard place < bytes.count else { throw error("json.truncated", "the JSON ends inside a text") }
            let byte = bytes[place]
            if byte == 0x22 {
                place += 1
                break
            }
            guard byte >= 0x20 else { throw error("json.control", "a control character stands unescaped in a text") }
            place += 1
            if byte == 0x5c { try escape(into: &text) } else { text.append(byte) }
        }
        guard let valid = String(validating: text, as: UTF8.self) else {
            throw error("json.utf8", "a text is not UTF-8")
        }
        return valid
    }

    private mutating func escape(into text: inout [UInt8]) throws {
        guard place < bytes.count else { throw error("json.truncated", "the JSON ends inside a text") }
        let letter = bytes[place]
        place += 1
        switch letter {
        case 0x22, 0x5c, UInt8(ascii: "/"): text.append(letter)
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0c)
        case UInt8(ascii: "n"): text.append(0x0a)
        case UInt8(ascii: "r"): text.append(0x0d)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
            var unit = try hexUnit()
            if 0xd800...0xdbff ~= unit {
                guard place + 1 < bytes.count, bytes[place] == 0x5c, bytes[place + 1] == UInt8(ascii: "u") else {
                    throw error("json.surrogate", "half a surrogate pair stands alone")
                }
                place += 2
                let low = try hexUnit()
                guard 0xdc00...0xdfff ~= low else {
                    throw error("json.surrogate", "half a surrogate pair stands alone")
                }
                unit = 0x10000 + (unit - 0xd800) << 10 + (low - 0xdc00)
            }
            guard let scalar = Unicode.Scalar(unit) else {
                throw error("json.surrogate", "half a surrogate pair stands alone")
            }
            text.append(contentsOf: Array(String(Character(scalar)).utf8))
        default: throw error("json.escape", "an unknown escape stands in a text")
        }
    }

    private mutating func hexUnit() throws -> UInt32 {
        guard place + 4 <= bytes.count else { throw error("json.truncated", "the JSON ends inside a text") }
        var unit: UInt32 = 0
        for byte in bytes[place..<(place + 4)] {
            guard let digit = Hex.value(of: byte) else {
                throw error("json.escape", "\\u needs four hexadecimal digits")
            }
            unit = unit << 4 | UInt32(digit)
        }
        place += 4
        return unit
    }

    private mutating func number() throws -> JSONValue {
        let start = place
        _ = take(UInt8(ascii: "-"))
        let whole = place
        while place < bytes.count, 48...57 ~= bytes[place] { place += 1 }
        guard place > whole else {
            if place >= bytes.count { throw error("json.truncated", "the JSON ends too early") }
            throw error("json.syntax", "a value is missing")
        }
        guard place == whole + 1 || bytes[whole] != 48 else {
            throw error("json.number", "a number starts with a zero")
        }
        var fractional = false
        if take(UInt8(ascii: ".")) {
            fractional = true
            try digits()
        }
        if place < bytes.count, bytes[place] | 0x20 == UInt8(ascii: "e") {
            fractional = true
            place += 1
            if place < bytes.count, bytes[place] == UInt8(ascii: "+") || bytes[place] == UInt8(ascii: "-") {
                place += 1
            }
            try digits()
        }
        let text = String(decoding: bytes[start..<place], as: UTF8.self)
        if !fractional, let integer = Int64(text) { return .integer(integer) }
        guard let double = Double(text), double.isFinite else { throw error("json.number", "a number is too large") }
        return .number(double)
    }

    private mutating func digits() throws {
        let start = place
        while place < bytes.count, 48...57 ~= bytes[place] { place += 1 }
        guard place > start else { throw error("json.number", "a number lacks digits") }
    }

    private mutating func word(_ text: String, _ value: JSONValue) throws -> JSONValue {
        guard bytes[place...].starts(with: text.utf8) else {
            throw error(bytes.count - place < text.utf8.count ? "json.truncated" : "json.syntax", "a value is missing")
        }
        place += text.utf8.count
        return value
    }

    private func check(_ depth: Int) throws {
        guard depth <= limits.depth else { throw error("json.depth", "more than \(limits.depth) levels of nesting") }
    }

    private mutating func take(_ byte: UInt8) -> Bool {
        guard place < bytes.count, bytes[place] == byte else { return false }
        place += 1
        return true
    }

    private mutating func skipSpace() {
        while place < bytes.count,
            bytes[place] == 0x20 || bytes[place] == 0x0a || bytes[place] == 0x0d || bytes[place] == 0x09
        {
            place += 1
        }
    }

    private func separatorError(_ message: String) -> AllianceError {
        place >= bytes.count ? error("json.truncated", "the JSON ends too early") : error("json.syntax", message)
    }

    private func error(_ code: String, _ message: String) -> AllianceError {
        AllianceError(code, "\(message), at byte \(place + 1)")
    }
}
