/// The cryptographic digests that hash lists of the field carry.
public enum DigestAlgorithm: String, Sendable, Codable, CaseIterable {
    /// 16 bytes (RFC 1321); for look-up in old lists only.
    case md5
    /// 20 bytes (FIPS 180-4); for look-up in old lists only.
    case sha1
    /// 32 bytes (FIPS 180-4).
    case sha256

    /// The length of a digest in bytes.
    public var byteCount: Int {
        switch self {
        case .md5: 16
        case .sha1: 20
        case .sha256: 32
        }
    }
}

/// A digest together with its algorithm, so that one kind is never compared with another.
public struct Digest: Sendable, Hashable {
    /// Which algorithm made it.
    public let algorithm: DigestAlgorithm
    /// Exactly `algorithm.byteCount` bytes.
    public let bytes: [UInt8]

    /// Makes a digest; nil if the length does not fit the algorithm.
    public init?(_ algorithm: DigestAlgorithm, bytes: [UInt8]) {
        guard bytes.count == algorithm.byteCount else { return nil }
        self.algorithm = algorithm
        self.bytes = bytes
    }

    /// Reads hexadecimal digits of either case; nil if the length or a digit does not fit.
    public init?(_ algorithm: DigestAlgorithm, hex: some StringProtocol) {
        guard hex.utf8.count == algorithm.byteCount * 2, let bytes = Hex.decode(hex) else { return nil }
        self.init(algorithm, bytes: bytes)
    }

    /// Lower-case hexadecimal digits.
    public var hex: String { Hex.encode(bytes) }
}

extension Digest: CustomStringConvertible, Codable {
    /// `sha256:9f86…`.
    public var description: String { "\(algorithm.rawValue):\(hex)" }

    /// Reads `sha256:9f86…`; nil for anything else.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, let algorithm = DigestAlgorithm(rawValue: String(parts[0])) else { return nil }
        self.init(algorithm, hex: parts[1])
    }

    /// Reads the text form.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let digest = Digest(try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "a digest is ALGORITHM:HEX")
        }
        self = digest
    }

    /// Writes the text form.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
