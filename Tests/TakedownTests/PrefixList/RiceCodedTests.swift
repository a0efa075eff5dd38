import AllianceKit
import TestKit
import Testing

@testable import Takedown

/// Rice coding against the published vectors.
struct RiceCodedTests {
    private func vectors() throws -> JSONValue { try JSONText.decode(Fixtures.bytes("url/rice.json")) }

    private func number(_ value: JSONValue?) throws -> UInt64 { UInt64(try #require(value?.integerValue)) }

    @Test func publishedDifferences() throws {
        var checked = 0
        for row in try vectors()["deltas"]?.arrayValue ?? [] {
            let expected = try (row["deltas"]?.arrayValue ?? []).map { RiceNumber(try number($0)) }
            let parameter = Int(try number(row["k"]))
            let data = try #require(Hex.decode(row["data"]?.stringValue ?? ""))
            let coded = try RiceCoded(
                .v4, firstValue: [0, 0, 0, 0], parameter: parameter, entries: expected.count, data: data)
            #expect(try coded.deltas() == expected)
            #expect(RiceCoded.encode(expected, parameter: parameter) == data)
            checked += 1
        }
        #expect(checked == 12)
    }

    /// Server-made sets: some prefixes Rice-coded, others as they are; all of them sorted by their bytes.
    @Test func publishedSets() throws {
        var rice = 0
        for row in try vectors()["hashes"]?.arrayValue ?? [] {
            var prefixes: [[UInt8]] = []
            for set in row["sets"]?.arrayValue ?? [] {
                if set["type"] == "RICE" {
                    let coded = try coded(set)
                    let values = try coded.values()
                    let expected = try (set["values"]?.arrayValue ?? []).map { RiceNumber(try number($0)) }
                    #expect(values == expected)
                    prefixes += values.map { RiceScheme.v4.bytes($0) }
                    rice += 1
                } else {
                    let size = Int(try number(set["prefixSize"]))
                    let bytes = try #require(Hex.decode(set["rawHashes"]?.stringValue ?? ""))
                    for start in stride(from: 0, to: bytes.count, by: size) {
                        prefixes.append(Array(bytes[start..<(start + size)]))
                    }
                }
            }
            let sorted = prefixes.sorted { $0.lexicographicallyPrecedes($1) }.map { Hex.encode($0) }
            #expect(sorted == row["sortedPrefixes"]?.arrayValue?.compactMap(\.stringValue))
        }
        #expect(rice == 8)
    }

    @Test func publishedRemovals() throws {
        var checked = 0
        for row in try vectors()["indices"]?.arrayValue ?? [] {
            guard let set = row["set"], set["type"] == "RICE" else { continue }
            let indices = try (row["indices"]?.arrayValue ?? []).map { UInt32(try number($0)) }
            #expect(try coded(set).indices() == indices)
            let own = try #require(RiceCoded(indices: indices, .v4))
            #expect(try own.indices() == indices)
            checked += 1
        }
        #expect(checked >= 6)
    }

    @Test func versionFivesExample() throws {
        let row = try #require(try vectors()["v5"])
        let expressions = (row["expressions"]?.arrayValue ?? []).compactMap(\.stringValue)
        let hasher = ExpressionHasher()
        let list = try HashPrefixList.make(of: expressions.map { hasher.digest($0) }, prefixLength: 4)
        #expect((0..<3).map { Hex.encode(list[$0]) } == row["sortedPrefixes"]?.arrayValue?.compactMap(\.stringValue))
        let coded = try #require(RiceCoded(ascending: (0..<3).map { RiceNumber(bigEndian: list[$0]) }, .v5Bits32))
        #expect(coded.parameter == 30)
        #expect(coded.entries == 2)
        #expect(coded.firstValue == [0x1d, 0x32, 0xc5, 0x08])
        #expect(Hex.encode(coded.data) == row["data"]?.stringValue)
    }

    @Test func errorsAreNamed() throws {
        let codes = [
            "bits run out": "takedown.rice.truncated",
            "eight or more unread bits are left": "takedown.rice.trailing",
            "bits run out inside the unary part": "takedown.rice.truncated",
            "parameter out of range": "takedown.rice.parameter",
            "value exceeds 32 bits after addition": "takedown.rice.overflow",
        ]
        let rows = try #require(try vectors()["errors"]?["vectors"]?.arrayValue)
        #expect(rows.count == 5)
        for row in rows {
            let error = #expect(throws: AllianceError.self) { try coded(row).values() }
            #expect(error?.code == codes[row["error"]?.stringValue ?? ""])
        }
        let twice = try RiceCoded(.v4, firstValue: [0, 0, 0, 1], parameter: 5, entries: 1, data: [0])
        #expect(#expect(throws: AllianceError.self) { try twice.values() }?.code == "takedown.rice.order")
        let claim = #expect(throws: AllianceError.self) {
            try RiceCoded(.v4, firstValue: [0, 0, 0, 1], parameter: 5, entries: 1 << 40, data: [0])
        }
        #expect(claim?.code == "takedown.rice.truncated")
    }

    private func coded(_ row: JSONValue) throws -> RiceCoded {
        let first = RiceNumber(UInt64(row["firstValue"]?.integerValue ?? 0))
        return try RiceCoded(
            .v4, firstValue: first.bytes(4), parameter: Int(try number(row["k"])),
            entries: Int(try number(row["entries"])), data: try #require(Hex.decode(row["data"]?.stringValue ?? "")))
    }

    @Test(arguments: [RiceScheme.v4, .v5Bits32, .v5Bits64, .v5Bits128, .v5Bits256])
    func everyWidthComesBack(scheme: RiceScheme) throws {
        var random = SplitMix(seed: 7)
        for size in [1, 2, 3, 50, 1000] {
            var values = Set<RiceNumber>()
            while values.count < size {
                var number = RiceNumber()
                for place in 0..<4 where place * 64 < scheme.bits { number[place] = random.next() }
                if scheme.bits == 32 { number[0] >>= 32 }
                values.insert(number)
            }
            var sorted = values.sorted()
            if size == 50 {
                // The ends of the range.
                sorted =
                    [RiceNumber()] + sorted.dropFirst().dropLast() + [
                        RiceNumber(bigEndian: [UInt8](repeating: 255, count: scheme.byteCount))
                    ]
            }
            let coded = try #require(RiceCoded(ascending: sorted, scheme))
            #expect(scheme.parameters.contains(coded.parameter))
            #expect(try coded.values() == sorted)
            let again = try RiceCoded(
                scheme, firstValue: coded.firstValue, parameter: coded.parameter, entries: coded.entries,
                data: coded.data)
            #expect(again == coded)
        }
    }

    /// The best parameter is better than, or as good as, every other.
    @Test func theParameterIsTheBest() throws {
        var random = SplitMix(seed: 9)
        for size in [2, 17, 300, 4000] {
            let values = Set((0..<size).map { _ in random.next() >> 32 }).sorted().map { RiceNumber($0) }
            let deltas = zip(values.dropFirst(), values).map { $0 - $1 }
            let best = RiceCoded.bestParameter(deltas, .v5Bits32)
            let costs = RiceScheme.v5Bits32.parameters.map { RiceCoded.bits(deltas, parameter: $0) }
            #expect(RiceCoded.bits(deltas, parameter: best) == costs.min())
        }
    }
}
