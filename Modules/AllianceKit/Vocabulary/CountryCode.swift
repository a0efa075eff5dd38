/// An ISO 3166-1 alpha-2 code, or one of its user-assigned codes (`XA`…`XZ`, `XK` for Kosovo).
public struct CountryCode: Sendable, Hashable, Comparable {
    /// Two upper-case letters.
    public let code: String

    /// Reads two letters of either case; nil for anything else. Whether the code is assigned is not checked here.
    public init?(_ text: some StringProtocol) {
        guard text.utf8.count == 2, text.utf8.allSatisfy({ 65...90 ~= $0 & 0xdf }) else { return nil }
        code = String(decoding: text.utf8.map { $0 & 0xdf }, as: UTF8.self)
    }

    /// Alphabetical.
    public static func < (left: CountryCode, right: CountryCode) -> Bool { left.code < right.code }
}

extension CountryCode: CustomStringConvertible, Codable {
    /// The two letters.
    public var description: String { code }

    /// Reads the two letters.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let country = CountryCode(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "a country is two letters")
        }
        self = country
    }

    /// Writes the two letters.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(code)
    }
}
