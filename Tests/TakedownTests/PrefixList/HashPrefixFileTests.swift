import AllianceKit
import Cryptography
import TestKit
import Testing

@testable import Takedown

/// The file that partners get.
struct HashPrefixFileTests {
    private let created = Instant(milliseconds: 1_790_000_000_000)

    private func header(_ profile: ListProfile, _ hasher: ExpressionHasher = ExpressionHasher()) -> HashPrefixHeader {
        HashPrefixHeader(
            name: "example", version: 7, created: created, profile: profile, tier: hasher.tier, keyID: hasher.keyID)
    }

    @Test(arguments: ListProfile.allCases, HashPrefixList.lengths)
    func comesBack(profile: ListProfile, length: Int) throws {
        var random = SplitMix(seed: 5)
        for size in [0, 1, 2, 900] {
            let list = try HashPrefixList.make(of: (0..<size).map { _ in random.bytes(32) }, prefixLength: length)
            let bytes = HashPrefixFile.encode(list, header(profile))
            let file = try HashPrefixFile.decode(bytes)
            #expect(file.list == list)
            #expect(file.header == header(profile))
            #expect(HashPrefixFile.encode(file) == bytes)
            let next = try HashPrefixList.make(of: (0..<5).map { _ in random.bytes(32) }, prefixLength: length)
            let update = HashPrefixFile(header(profile), .update(try HashPrefixUpdate(from: list, to: next)))
            let copy = try HashPrefixFile.decode(HashPrefixFile.encode(update))
            #expect(copy == update)
            #expect(try copy.update?.apply(to: list) == next)
        }
    }

    @Test func readsAsItIsDocumented() throws {
        let hasher = ExpressionHasher()
        let list = try HashPrefixList.make(
            of: ["a", "b", "y"].map { hasher.digest("\($0).example.com/") }, prefixLength: 4)
        let bytes = HashPrefixFile.encode(list, header(.v5))
        let head = """
            alliance-hash-prefixes 1
            {"name":"example","version":7,"created":"2026-09-21T14:13:20Z","profile":"v5","tier":"plain",\
            "prefixBytes":4,"checksum":"\(list.checksum.hex)",\
            "prefixes":{"coding":"rice","entries":3,"first":"1d32c508","parameter":30,"bytes":9}}

            """
        #expect(String(decoding: bytes.dropLast(9), as: UTF8.self) == head)
        #expect(Hex.encode(bytes.suffix(9)) == "7400d2971bed497400")
    }

    /// The size of a million entries is what theory says of numbers drawn at random.
    @Test func aMillionEntriesTakeTheirTheoreticalSize() throws {
        let count = 1_000_000
        var random = SplitMix(seed: 11)
        var numbers = Set<UInt32>(minimumCapacity: count)
        while numbers.count < count { numbers.insert(UInt32(truncatingIfNeeded: random.next())) }
        let coded = try #require(
            RiceCoded(ascending: numbers.sorted().map { RiceNumber(UInt64($0)) }, .v5Bits32))
        // Differences are near to geometric with p = n / 2^32, of which the code takes k + 1 / (1 - (1 - p)^(2^k)) bits.
        let rate = Double(count) / 4_294_967_296
        var left = 1 - rate
        for _ in 0..<coded.parameter { left *= left }
        let theory = (Double(coded.parameter) + 1 / (1 - left)) * Double(count) / 8
        #expect(coded.parameter == 12)
        #expect(abs(Double(coded.data.count) / theory - 1) < 0.02)
        #expect(abs(Double(coded.data.count) / (Double(count) * 13.6 / 8) - 1) < 0.02)
    }

    @Test func damageIsNamed() throws {
        let list = try HashPrefixList.make(of: (0..<50).map { [UInt8](repeating: $0 * 5, count: 32) }, prefixLength: 4)
        let bytes = HashPrefixFile.encode(list, header(.v5))
        func code(_ bytes: [UInt8]) -> String? {
            #expect(throws: AllianceError.self) { try HashPrefixFile.decode(bytes) }?.code
        }
        func edited(_ from: String, _ to: String) -> [UInt8] {
            let end = bytes.lastIndex(of: UInt8(ascii: "}")) ?? 0
            let head = String(decoding: bytes[...end], as: UTF8.self)
            #expect(head.contains(from))
            return Array(head.split(separator: from, omittingEmptySubsequences: false).joined(separator: to).utf8)
                + bytes[(end + 1)...]
        }
        #expect(code([]) == "takedown.prefixes.format")
        #expect(code(Array(bytes.prefix(60))) == "takedown.prefixes.header")
        #expect(code(Array(bytes.dropLast())) == "takedown.prefixes.header")
        #expect(code(bytes + [0]) == "takedown.prefixes.trailing")
        #expect(code(edited("\"entries\":50", "\"entries\":51")) == "takedown.rice.truncated")
        #expect(code(edited("\"entries\":50", "\"entries\":40")) == "takedown.rice.trailing")
        #expect(code(edited("\"entries\":50", "\"entries\":99999999999")) == "takedown.prefixes.header")
        #expect(code(edited("\"first\":\"", "\"first\":\"00")) == "takedown.rice.first")
        #expect(code(edited("\"profile\":\"v5\"", "\"profile\":\"v6\"")) == "takedown.prefixes.header")
        #expect(code(edited("\"tier\":\"plain\"", "\"tier\":\"hmac\"")) == "takedown.prefixes.header")
        #expect(code(edited("\"prefixBytes\":4", "\"prefixBytes\":8")) == "takedown.rice.parameter")
        var flipped = bytes
        flipped[bytes.count - 20] ^= 1
        #expect(
            ["takedown.prefixes.checksum", "takedown.rice.trailing", "takedown.rice.truncated"].contains(code(flipped)))
    }

    @Test func twoStepsDecide() throws {
        let listed = try URLIdentity(parsing: "https://www.example.org/album/1?page=2")
        let other = try URLIdentity(parsing: "https://www.example.org/")
        let hasher = ExpressionHasher()
        let digest = hasher.digest("example.org/album/")
        let file = HashPrefixFile(header(.v5), .complete(try .make(of: [digest], prefixLength: 4)))
        guard case .possible(let digests) = try file.answer(for: listed) else {
            Issue.record("a prefix alone says perhaps")
            return
        }
        #expect(digests.map(\.bytes) == [digest])
        #expect(try file.answer(for: other) == .absent)
        let complete = try HashPrefixList.make(of: [digest], prefixLength: 32)
        #expect(try file.contains(listed) { _ throws(AllianceError) in complete })
        // Another entry with the same prefix.
        let others = try HashPrefixList.make(
            of: [digest.prefix(4) + [UInt8](repeating: 1, count: 28)], prefixLength: 32)
        #expect(try !file.contains(listed) { _ throws(AllianceError) in others })
        #expect(
            try HashPrefixFile(header(.v5), .complete(complete)).answer(for: listed) == .listed("example.org/album/"))
    }

    @Test func aKeyedListAnswersOnlyItsKey() throws {
        let key = [UInt8](1...32)
        let hasher = try ExpressionHasher(key: key)
        let url = try URLIdentity(parsing: "http://host.test/a")
        let list = try HashPrefixList.make(of: [hasher.digest("host.test/a")], prefixLength: 32)
        let file = try HashPrefixFile.decode(HashPrefixFile.encode(list, header(.v4, hasher)))
        #expect(file.header.keyID == ExpressionHasher.id(of: key))
        #expect(try file.answer(for: url, hasher) == .listed("host.test/a"))
        for wrong in [ExpressionHasher(), try ExpressionHasher(key: [UInt8](2...33))] {
            let error = #expect(throws: AllianceError.self) { try file.answer(for: url, wrong) }
            #expect(error?.code == "takedown.prefixes.key")
        }
        #expect(hasher.digest("host.test/a") == HMAC.sha256(key: key, message: "host.test/a".utf8))
        #expect(throws: AllianceError.self) { try ExpressionHasher(key: [1, 2, 3]) }
    }
}
