import AllianceKit
import Foundation
import TestKit
import Testing

@testable import Storage

/// Every kind of value a record may hold.
private struct Everything: Codable, Equatable {
    var text = "plain"
    var hard = "Zoë \"quotes\" \\ / \u{8}\u{9}\u{a}\u{c}\u{d}\u{0}\u{1f}\u{7f} \u{2028} \u{1F600} 日本"
    var empty = ""
    var yes = true
    var no = false
    var integer = -42
    var small: Int8 = -128
    var large = Int64.min
    var huge = UInt64.max
    var real = 0.1
    var whole = 3.0
    var big = 1e300
    var tiny = -1.5e-300
    var float: Float = 1.25
    var missing: String?
    var missingNumber: Int?
    var present: Double? = 2.5
    var time = Instant(milliseconds: 1_790_000_000_123)
    var times = [Instant(milliseconds: 0), Instant(milliseconds: -1), Instant(milliseconds: 253_402_300_799_000)]
    var id = EntityID(prefix: "case", name: "01k9v3c8m4example00000000")
    var country = CountryCode("NL")
    var date = CalendarDate(year: 2026, month: 2, day: 28)
    var digest = Digest(.md5, bytes: [UInt8](repeating: 7, count: 16))
    var hash = Hash256(word0: 1, word3: 2)
    var target = PolicyTarget.availability
    var bytes: [UInt8] = [0, 9, 10, 99, 100, 255]
    var noBytes: [UInt8] = []
    var list = [1, 2, 3]
    var optionals: [Int?] = [1, nil, 3]
    var nested = [["a"], [], ["b", "c"]]
    var byName = ["zeta": 1, "Alpha": 2, "alpha": 3, "a b": 4, "ä": 5, "": 6]
    var byNumber = [3: "three", 1: "one"]
    var child = Child()
    var children = [Child(), Child(value: .pair(1, "x")), Child(value: .none, inner: Inner(z: 1, a: nil))]

    struct Child: Codable, Equatable {
        var value = Choice.one("a")
        var inner: Inner?
    }
    struct Inner: Codable, Equatable {
        var z: Int
        var a: String?
    }
    enum Choice: Codable, Equatable {
        case none
        case one(String)
        case pair(Int, String)
    }
}

/// Types that Foundation's coders treat in ways of their own.
private struct Foreign: Codable, Equatable {
    var data = Data([1, 2, 3])
    var date = Date(timeIntervalSinceReferenceDate: 5)
    var url = URL(string: "https://example.org/a")
}

private class Base: Codable {
    var one = 1
}
private final class Derived: Base {
    var two = 2
    override init() { super.init() }
    required init(from decoder: any Decoder) throws {
        two = try decoder.container(keyedBy: Keys.self).decode(Int.self, forKey: .two)
        try super.init(from: decoder.container(keyedBy: Keys.self).superDecoder())
    }
    override func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Keys.self)
        try container.encode(two, forKey: .two)
        try super.encode(to: container.superEncoder())
    }
    enum Keys: CodingKey { case two }
}

@Suite("The store's own JSON coding equals Foundation's")
struct CodingTests {
    private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

    @Test("Every kind of value gives the same bytes and comes back, each way")
    func everything() throws {
        let value = Everything()
        let bytes = try BodyEncoder.encode(value)
        #expect(text(bytes) == text(try JSONBytes.encode(value)))
        #expect(try JSONTape(bytes).value(0, as: Everything.self) == value)
        #expect(try JSONBytes.decode(Everything.self, from: bytes) == value)
    }

    @Test("Examples of record types give the same bytes and come back")
    func examples() throws {
        func check<Record: StoredRecord>(_ type: Record.Type) throws {
            for example in Record.examples {
                let bytes = try BodyEncoder.encode(example)
                #expect(text(bytes) == text(try JSONBytes.encode(example)), "\(Record.table)")
                let back = try JSONTape(bytes).value(0, as: type)
                #expect(try BodyEncoder.encode(back) == bytes)
            }
        }
        try check(SampleRecord.self)
        try check(OutboxMessage.self)
        try check(Approval.self)
    }

    @Test("What Foundation treats in a way of its own is left to it")
    func foreign() throws {
        let value = Foreign()
        let bytes = try BodyEncoder.encode(value)
        #expect(text(bytes) == text(try JSONBytes.encode(value)))
        #expect(try BodyDecoder.decode(Foreign.self, bytes) == value)
        let derived = try BodyEncoder.encode(Derived())
        #expect(text(derived) == text(try JSONBytes.encode(Derived())))
        #expect(try BodyDecoder.decode(Derived.self, derived).two == 2)
        #expect(throws: (any Error).self) { try BodyEncoder.encode([Double.nan]) }
    }

    @Test("A body of another shape is an error that names the element")
    func errors() throws {
        do {
            _ = try BodyDecoder.decode(SampleRecord.self, Array("{\"id\":\"sample_1\",\"status\":5}".utf8))
            Issue.record("decoded")
        } catch let error as AllianceError {
            #expect(error.code == "json.shape")
            #expect(error.message.contains("status") || error.message.contains("note"))
        }
    }

    @Test("Damaged documents never trap", arguments: 0..<20)
    func damaged(_ seed: Int) throws {
        let good = try BodyEncoder.encode(Everything())
        let randomness = TestRandomness(seed: UInt64(seed))
        for _ in 0..<60 {
            var bytes = good
            for _ in 0..<3 {
                let draw = randomness.bytes(3)
                bytes[(Int(draw[0]) << 8 | Int(draw[1])) % bytes.count] = draw[2]
            }
            if seed % 2 == 0 { bytes = Array(bytes.prefix(Int(randomness.bytes(1)[0]) * bytes.count / 256)) }
            if let tape = try? JSONTape(bytes), !tape.nodes.isEmpty { _ = try? tape.value(0, as: Everything.self) }
        }
        let deep = [UInt8](repeating: UInt8(ascii: "["), count: 100_000)
        #expect(throws: DecodingError.self) { try JSONTape(deep) }
    }
}
