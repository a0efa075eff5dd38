/// The identity of a record: a prefix that says its kind and a sortable suffix, as in `case_01k9v3c8m4…`.
///
/// The suffix has the shape of a ULID: 48 bits of milliseconds since 1970 and 80 random bits in 26 lower-case Crockford base-32
/// characters. Identities made later sort later (to the millisecond).
public struct EntityID: Sendable, Hashable, Comparable {
    /// The whole text.
    public let text: String

    /// What stands before the underscore.
    public var prefix: Substring { text[..<(text.firstIndex(of: "_") ?? text.endIndex)] }

    private static let alphabet = Array("0123456789abcdefghjkmnpqrstvwxyz".utf8)

    /// Makes a new identity of a moment and ten random bytes.
    public init(prefix: String, at instant: Instant, random: [UInt8]) {
        precondition(random.count == 10, "an identity takes ten random bytes")
        var characters = Array(prefix.utf8)
        characters.append(UInt8(ascii: "_"))
        let time = UInt64(max(0, instant.milliseconds))
        for shift in stride(from: 45, through: 0, by: -5) {
            characters.append(Self.alphabet[Int(time >> UInt64(shift) & 31)])
        }
        for half in [random[0..<5], random[5..<10]] {
            let bits = half.reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            for shift in stride(from: 35, through: 0, by: -5) {
                characters.append(Self.alphabet[Int(bits >> UInt64(shift) & 31)])
            }
        }
        text = String(decoding: characters, as: UTF8.self)
    }

    /// Makes an identity of a name that is already stable and unique (`list:ncmec`, a country's commitment number).
    public init(prefix: String, name: String) { text = "\(prefix)_\(name)" }

    /// Reads the text form: lower-case letters, an underscore, and 1…128 letters, digits, `-`, `.`, `_` or `:`; nil for
    /// anything else.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "_", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, parts[0].utf8.allSatisfy({ 97...122 ~= $0 }),
            1...128 ~= parts[1].utf8.count,
            parts[1].utf8.allSatisfy({
                48...58 ~= $0 || 65...90 ~= $0 || 97...122 ~= $0 || $0 == 0x2d || $0 == 0x2e || $0 == 0x5f
            })
        else { return nil }
        self.text = String(text)
    }

    /// By text; identities of one prefix sort by time.
    public static func < (left: EntityID, right: EntityID) -> Bool { left.text < right.text }
}

extension EntityID: CustomStringConvertible, Codable {
    /// The whole text.
    public var description: String { text }

    /// Reads the text form.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let id = EntityID(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "an identity is PREFIX_NAME")
        }
        self = id
    }

    /// Writes the text form. Throws for a name that could not be read again, before it is stored.
    public func encode(to encoder: any Encoder) throws {
        guard EntityID(text) != nil else {
            throw EncodingError.invalidValue(
                text, .init(codingPath: encoder.codingPath, debugDescription: "\(text) is no identity (PREFIX_NAME)"))
        }
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}
