import AllianceKit
import Cryptography

/// The one-time code with which a provider answers a notice: 128 random bits, of which the house keeps a digest.
public struct AnswerToken: Sendable, Hashable {
    /// 26 characters of Crockford's base 32, lower case.
    public let text: String

    private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

    /// Makes one of 16 random bytes.
    init(random: [UInt8]) {
        text = String(decoding: Self.letters(random.prefix(16)), as: UTF8.self)
    }

    /// Reads one as people write it: any capitals, hyphens between, `o` for 0, `i` and `l` for 1; nil for anything else.
    public init?(_ given: some StringProtocol) {
        let letters = given.lowercased().compactMap { character -> Character? in
            switch character {
            case "-": nil
            case "o": "0"
            case "i", "l": "1"
            default: character
            }
        }
        guard letters.count == 26, letters.allSatisfy({ $0.isASCII && Self.alphabet.contains($0.asciiValue ?? 0) })
        else { return nil }
        text = String(letters)
    }

    /// What is kept of it.
    var digest: Digest { Digester.digest(.sha256, of: "answer\n\(text)") }

    /// Bytes as base 32, five bits a character, the last one filled up with zero bits.
    static func letters(_ bytes: some Sequence<UInt8>) -> [UInt8] {
        var output: [UInt8] = []
        var bits: UInt32 = 0
        var count: UInt32 = 0
        for byte in bytes {
            bits = bits << 8 | UInt32(byte)
            count += 8
            while count >= 5 {
                count -= 5
                output.append(alphabet[Int(bits >> count & 31)])
            }
            bits &= (1 << count) - 1
        }
        if count > 0 { output.append(alphabet[Int(bits << (5 - count) & 31)]) }
        return output
    }
}
