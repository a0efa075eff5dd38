import AllianceKit
import Cryptography
import Testing

@Suite struct SHA256HasherTests {
    @Test func aContextUsedManyTimesGivesFreshDigests() {
        let hasher = SHA256Hasher()
        for length in 0..<300 {
            let message = (0..<length).map { UInt8(truncatingIfNeeded: $0 &* 13) }
            #expect(hasher.hash(message).bytes == Digester.digest(.sha256, of: message).bytes)
            #expect(
                unsafe hasher.hash(prefix: 0, message.span.bytes).bytes
                    == Digester.digest(.sha256, of: [0] + message).bytes)
        }
    }

    @Test func twoDigestsAreHashedInOrder() {
        let hasher = SHA256Hasher()
        let left = hasher.hash([1])
        let right = hasher.hash([2])
        #expect(
            hasher.hash(prefix: 1, left, right).bytes
                == Digester.digest(.sha256, of: [1] + left.bytes + right.bytes).bytes)
        #expect(hasher.hash(prefix: 1, left, right) != hasher.hash(prefix: 1, right, left))
    }

    @Test func aValueKeepsItsBytes() throws {
        let bytes = (0..<40).map(UInt8.init)
        let value = try #require(SHA256Hash(bytes[4..<36]))
        #expect(value.bytes == Array(4..<36))
        #expect(value == SHA256Hash(bytes, at: 4))
        #expect(SHA256Hash(bytes, at: 9) == nil)
        #expect(SHA256Hash(bytes, at: -1) == nil)
        #expect(SHA256Hash([UInt8](repeating: 0, count: 31)) == nil)
        #expect(SHA256Hash() == SHA256Hash([UInt8](repeating: 0, count: 32)))
        var appended: [UInt8] = [9]
        value.append(to: &appended)
        #expect(appended == [9] + Array(4..<36))
        #expect(value.description == Hex.encode(4..<36))
    }
}
