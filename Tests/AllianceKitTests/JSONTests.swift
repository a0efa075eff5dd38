import AllianceKit
import FoundationEssentials
import TestKit
import Testing

struct JSONTests {
    private func decode(_ text: String, limits: JSONLimits = JSONLimits()) throws -> JSONValue {
        try JSONText.decode(Array(text.utf8), limits: limits)
    }

    static let readable: [(String, JSONValue)] = [
        ("null", JSONValue.null), (" true ", true), ("[]", []), ("{}", [:]), ("-0", 0), ("-12", -12),
        ("9223372036854775807", JSONValue.integer(.max)),
        ("9223372036854775808", JSONValue.number(9_223_372_036_854_775_808)),
        ("1.5e3", 1500.0), ("\"\\u00e9\\ud83d\\ude00\\/\\b\\f\\n\\r\\t\\\"\\\\\"", "é😀/\u{8}\u{c}\n\r\t\"\\"),
        ("[1,[2,{\"a\":null}]]", [1, [2, ["a": nil]]]), ("\u{feff}{\"a\":1}", ["a": 1]),
    ]

    @Test(arguments: readable)
    func reads(text: String, value: JSONValue) throws { #expect(try decode(text) == value) }

    @Test(arguments: [
        ("", "json.truncated"), ("[", "json.truncated"), ("{\"a\"", "json.truncated"), ("{\"a\":", "json.truncated"),
        ("\"a", "json.truncated"), ("\"\\u12", "json.truncated"), ("-", "json.truncated"), ("tru", "json.truncated"),
        ("[1,]", "json.syntax"), ("{,}", "json.syntax"), ("{\"a\" 1}", "json.syntax"), ("[1 2]", "json.syntax"),
        ("{a:1}", "json.syntax"), ("nul1", "json.syntax"), ("+1", "json.syntax"), (".5", "json.syntax"),
        ("01", "json.number"), ("1.", "json.number"), ("1e", "json.number"), ("1e400", "json.number"),
        ("1 2", "json.trailing"), ("{} x", "json.trailing"), ("{\"a\":1,\"a\":2}", "json.repeated-name"),
        ("\"\u{1}\"", "json.control"), ("\"\\x\"", "json.escape"), ("\"\\u12G4\"", "json.escape"),
        ("\"\\ud800\"", "json.surrogate"), ("\"\\udc00\"", "json.surrogate"), ("\"\\ud800\\u0041\"", "json.surrogate"),
        ("NaN", "json.syntax"), ("'a'", "json.syntax"), ("// x\n1", "json.syntax"),
    ])
    func refuses(text: String, code: String) {
        expect(code) { try decode(text) }
    }

    @Test func refusesInvalidUTF8() {
        for bytes: [UInt8] in [[0x22, 0xff, 0x22], [0x22, 0xc0, 0x80, 0x22], [0x22, 0xed, 0xa0, 0x80, 0x22]] {
            expect("json.utf8") { try JSONText.decode(bytes) }
        }
    }

    @Test func limitsHold() throws {
        let deep = String(repeating: "[", count: 64) + String(repeating: "]", count: 64)
        _ = try decode(deep)
        expect("json.depth") { try decode("[" + deep + "]") }
        expect("json.depth") { try decode(String(repeating: "[", count: 1_000_000)) }
        expect("json.too-large") { try decode("[1,2,3]", limits: JSONLimits(bytes: 6)) }
    }

    @Test func anErrorNamesItsPlace() {
        let place = SourcePlace(file: "a.jsonl", line: 3)
        do {
            _ = try JSONText.decode(Array("{\"a\":}".utf8), at: place)
            Issue.record("it was read")
        } catch {
            #expect((error as? AllianceError)?.place == place)
            #expect("\(error)" == "a.jsonl:3: a value is missing, at byte 6")
        }
    }

    /// Vectors of RFC 8785, appendix B, by their bits.
    @Test(arguments: [
        ("0000000000000000", "0"), ("8000000000000000", "0"), ("0000000000000001", "5e-324"),
        ("8000000000000001", "-5e-324"), ("7fefffffffffffff", "1.7976931348623157e+308"),
        ("ffefffffffffffff", "-1.7976931348623157e+308"), ("4340000000000000", "9007199254740992"),
        ("c340000000000000", "-9007199254740992"), ("4430000000000000", "295147905179352830000"),
        ("44b52d02c7e14af5", "9.999999999999997e+22"), ("44b52d02c7e14af6", "1e+23"),
        ("44b52d02c7e14af7", "1.0000000000000001e+23"), ("444b1ae4d6e2ef4e", "999999999999999700000"),
        ("444b1ae4d6e2ef4f", "999999999999999900000"), ("444b1ae4d6e2ef50", "1e+21"),
        ("3eb0c6f7a0b5ed8c", "9.999999999999997e-7"), ("3eb0c6f7a0b5ed8d", "0.000001"),
        ("41b3de4355555553", "333333333.3333332"), ("41b3de4355555554", "333333333.33333325"),
        ("41b3de4355555555", "333333333.3333333"), ("becbf647612f3696", "-0.0000033333333333333333"),
        ("43143ff3c1cb0959", "1424953923781206.2"),
    ])
    func numbersAreWrittenAsECMAScriptDoes(bits: String, text: String) throws {
        let number = Double(bitPattern: try #require(UInt64(bits, radix: 16)))
        #expect(JSONText.encode(.number(number)) == text)
    }

    @Test func canonicalFormSortsByUTF16() throws {
        // RFC 8785, section 3.2.3.
        let value = try decode(
            #"{"\u20ac":"Euro Sign","\r":"Carriage Return","\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","#
                + #""\ud83d\ude00":"Emoji: Grinning Face","\u0080":"Control","\u00f6":"Latin Small Letter O With Diaeresis"}"#
        )
        #expect(
            try decode(String(decoding: JSONText.canonical(value), as: UTF8.self)).objectValue?.names
                == ["\r", "1", "\u{80}", "ö", "€", "😀", "\u{fb33}"])
    }

    @Test func whatIsWrittenReadsBackEqual() throws {
        var random = SplitMix(seed: 11)
        for _ in 0..<2000 {
            let value = random.json(depth: 4)
            let text = JSONText.encode(value)
            #expect(try decode(text) == value)
            #expect(try JSONText.decode(JSONText.canonical(value)) == Self.sorted(value))
        }
    }

    @Test func brokenTextNeverTraps() {
        var random = SplitMix(seed: 12)
        for _ in 0..<3000 {
            var bytes = Array(JSONText.encode(random.json(depth: 4)).utf8)
            for _ in 0...Int(random.next() % 3) where !bytes.isEmpty {
                let place = Int(random.next() % UInt64(bytes.count))
                switch random.next() % 3 {
                case 0: bytes[place] = UInt8(truncatingIfNeeded: random.next())
                case 1: bytes.remove(at: place)
                default: bytes.removeLast(min(bytes.count, place))
                }
            }
            do { _ = try JSONText.decode(bytes) } catch { #expect(error is AllianceError) }
        }
    }

    /// Foundation's reader must agree on whatever ours accepts.
    @Test func anotherReaderAgrees() throws {
        var random = SplitMix(seed: 13)
        for _ in 0..<300 {
            let value = JSONValue.array([random.json(depth: 3)])
            let other = try JSONDecoder().decode([Probe].self, from: Data(JSONText.encode(value).utf8))
            #expect(other.count == 1)
        }
    }

    @Test func largeWholeNumbersDoNotTrap() {
        #expect(JSONValue.int(UInt64.max) == .number(18_446_744_073_709_551_616))
        #expect(JSONValue.int(7 as UInt8) == 7)
        #expect(JSONValue.double(.infinity) == .null)
        #expect(JSONText.encode(.number(.nan)) == "null")
    }

    @Test func membersKeepTheirOrder() {
        var object: JSONObject = ["b": 1, "a": 2]
        object["c"] = 3
        object["b"] = nil
        object["a"] = 4
        #expect(JSONText.encode(.object(object)) == #"{"a":4,"c":3}"#)
        #expect(object["b"] == nil && object.names == ["a", "c"])
    }

    private static func sorted(_ value: JSONValue) -> JSONValue {
        switch value {
        case .array(let items): .array(items.map(sorted))
        case .object(let object):
            .object(
                JSONObject(
                    object.members.sorted { $0.name.utf16.lexicographicallyPrecedes($1.name.utf16) }
                        .map { ($0.name, sorted($0.value)) }))
        default: value
        }
    }

    private struct Probe: Decodable {
        init(from decoder: any Decoder) throws {}
    }
}

/// A small generator of random values.
struct SplitMix {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
        return mixed ^ mixed >> 31
    }

    mutating func text() -> String {
        let pieces = [
            "a", "\"", "\\", "\n", "\u{0}", "é", "e\u{301}", "😀", "\u{2028}", "日本", "/", " ", "\u{7f}", "\u{fb33}",
        ]
        return (0..<Int(next() % 5)).map { _ in pieces[Int(next() % UInt64(pieces.count))] }.joined()
    }

    /// A value whose every number reads back as the same case.
    mutating func json(depth: Int) -> JSONValue {
        switch next() % (depth > 0 ? 8 : 6) {
        case 0: return .null
        case 1: return .bool(next() % 2 == 0)
        case 2: return .integer(Int64(bitPattern: next()) >> Int64(next() % 60))
        case 3:
            let number = Double(bitPattern: next())
            return number.isFinite && number != number.rounded() ? .number(number) : .number(0.5)
        case 4, 5: return .string(text())
        case 6: return .array((0..<Int(next() % 4)).map { _ in json(depth: depth - 1) })
        default:
            var object = JSONObject()
            for _ in 0..<Int(next() % 4) { object[text()] = json(depth: depth - 1) }
            return .object(object)
        }
    }
}
