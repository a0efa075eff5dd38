import AllianceKit
import TestKit
import Testing

@testable import Storage

@Suite("Packed bodies")
struct PackerTests {
    private let dictionary = PackingDictionary(
        id: 300, bytes: Array("{\"country\":\"NL\",\"id\":\"sample_\",\"note\":\"The page at the reported address".utf8)
    )

    private func unpack(
        _ packed: [UInt8], id: String = "sample_1", maximum: Int = 1 << 20, with packer: Packer? = nil
    ) throws -> [UInt8] {
        let packer = packer ?? Packer(maximum: maximum)
        return try unsafe packer.unpack(packed.span.bytes, id: id) { $0 == 300 ? dictionary : nil }
    }

    @Test("The layout is the documented one, byte by byte")
    func layout() throws {
        let packer = Packer(maximum: 1 << 20)
        let short = Array("{\"a\":1}".utf8)
        // Format 0, dictionary 0, length 7, CRC-32 of the body, the body.
        #expect(
            try packer.pack(short, id: "sample_1", dictionary: dictionary) == [0, 0, 7, 0x56, 0x1b, 0xac, 0xaf] + short)
        let long = Array(String(repeating: "{\"note\":\"The page at the reported address\"}", count: 5).utf8)
        let packed = try packer.pack(long, id: "sample_1", dictionary: dictionary)
        // Format 1, dictionary 300 and length 215 as LEB128.
        #expect(packed.prefix(5) == [1, 0xac, 0x02, 0xd7, 0x01])
        #expect(packed.count < 40)
        #expect(try unpack(packed) == long)
    }

    @Test("What cannot shrink is stored, whatever its length", arguments: [0, 1, 47, 48, 49, 1000, 70000])
    func incompressible(_ count: Int) throws {
        let packer = Packer(maximum: 1 << 20)
        let noise = TestRandomness(seed: 5).bytes(count)
        let packed = try packer.pack(noise, id: "sample_1", dictionary: dictionary)
        #expect(packed[0] == 0)
        #expect(packed.count <= count + 9)
        #expect(try unpack(packed) == noise)
    }

    @Test("The record's own identity costs next to nothing")
    func identity() throws {
        let packer = Packer(maximum: 1 << 20)
        let id = "case_01k9v3c8m4q7xw2n5p8r0t1v2z"
        let body = Array("{\"id\":\"\(id)\",\"note\":\"The page at the reported address showed it\"}".utf8)
        let with = try packer.pack(body, id: id, dictionary: dictionary)
        let without = try packer.pack(body, id: "other", dictionary: dictionary)
        #expect(with.count + 16 < without.count)
        #expect(try unpack(with, id: id) == body)
        #expect(throws: PackingError.self) { try unpack(with, id: "case_01k9v3c8m4q7xw2n5p8r0t1v2y") }
    }

    @Test("Random bodies come back", arguments: 0..<50)
    func roundTrips(_ seed: Int) throws {
        let randomness = TestRandomness(seed: UInt64(seed))
        let packer = Packer(maximum: 1 << 20)
        for _ in 0..<20 {
            let size = Int(randomness.bytes(1)[0]) * Int(randomness.bytes(1)[0]) / 8
            let alphabet = UInt8(2 + seed)
            let body = randomness.bytes(size).map { $0 % alphabet }
            let used = seed % 2 == 0 ? dictionary : PackingDictionary.none
            #expect(try unpack(packer.pack(body, id: "sample_1", dictionary: used)) == body)
        }
    }

    @Test("Every single flipped bit and every cut is noticed")
    func damage() throws {
        let body = try JSONBytes.encode(SampleRecord(number: 12345))
        let packer = Packer(maximum: 1 << 20)
        let packed = try packer.pack(body, id: "sample_1", dictionary: dictionary)
        for place in packed.indices {
            for bit in 0..<8 {
                var damaged = packed
                damaged[place] ^= 1 << UInt8(bit)
                // Reading may succeed only if nothing was lost.
                if let read = try? unpack(damaged, with: packer), read != body {
                    Issue.record("byte \(place), bit \(bit)")
                }
            }
        }
        for count in 0..<packed.count {
            #expect(throws: PackingError.self) { try unpack(Array(packed[..<count]), with: packer) }
        }
        #expect(throws: PackingError.self) { try unpack(packed + [0]) }
    }

    @Test("A length over the limit is refused before memory is taken, both ways")
    func limits() throws {
        let body = [UInt8](repeating: 65, count: 5000)
        #expect(throws: PackingError.tooLarge(5000, 4999)) {
            try Packer(maximum: 4999).pack(body, id: "x", dictionary: .none)
        }
        let packed = try Packer(maximum: 1 << 20).pack(body, id: "x", dictionary: .none)
        #expect(throws: PackingError.self) { try unpack(packed, id: "x", maximum: 4999) }
        // Two hundred terabytes claimed in a few bytes.
        let bomb: [UInt8] = [1, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x3f, 0, 0, 0, 0, 1, 2, 3]
        #expect(throws: PackingError.self) { try unpack(bomb, maximum: Int.max) }
    }

    @Test("Random bytes never trap", arguments: 0..<20)
    func noise(_ seed: Int) {
        let randomness = TestRandomness(seed: UInt64(seed) + 1000)
        let packer = Packer(maximum: 1 << 20)
        for _ in 0..<200 {
            var bytes = randomness.bytes(Int(randomness.bytes(1)[0]))
            if !bytes.isEmpty { bytes[0] %= 3 }
            #expect((try? unpack(bytes, with: packer)) == nil)
        }
    }
}
