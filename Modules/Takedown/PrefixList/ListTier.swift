public import AllianceKit
public import Cryptography

/// How the expressions of a list are turned into digests.
public enum ListTier: String, Sendable, Hashable, Codable, CaseIterable {
    /// SHA-256. URLs can be guessed, so this hides a list from nobody who can try names.
    case plain
    /// HMAC-SHA-256 with a key that one recipient has.
    case hmac
}

/// Turns expressions into the digests of one tier.
///
/// Used by one thread at a time.
public final class ExpressionHasher {
    /// The tier.
    public let tier: ListTier
    /// Which key it is; nil for the plain tier.
    public let keyID: String?
    private let key: [UInt8]
    private let hasher = SHA256Hasher()

    /// SHA-256.
    public init() {
        tier = .plain
        keyID = nil
        key = []
    }

    /// HMAC-SHA-256 with a recipient's key of 32 to 64 bytes. Throws `takedown.prefixes.key`.
    public init(key: [UInt8]) throws(AllianceError) {
        guard 32...64 ~= key.count else {
            throw AllianceError(
                "takedown.prefixes.key", "the key has \(key.count) bytes instead of 32 to 64",
                hint: "make one with 32 random bytes for each recipient", exit: .usage)
        }
        tier = .hmac
        self.key = key
        keyID = Self.id(of: key)
    }

    /// The name of a key: 16 hexadecimal digits that say nothing about it.
    public static func id(of key: [UInt8]) -> String {
        Hex.encode(HMAC.sha256(key: key, message: "alliance hash-prefix list key".utf8).prefix(8))
    }

    /// The digest of an expression (`host/path`), 32 bytes.
    public func digest(_ expression: String) -> [UInt8] { hash(Array(expression.utf8)).bytes }

    /// The digest of an expression's bytes.
    public func hash(_ expression: [UInt8]) -> SHA256Hash { hash(expression.span) }

    /// The digest of an expression where it stands, as `ListKeyBuffer.forEachExpression` gives it.
    public func hash(_ expression: Span<UInt8>) -> SHA256Hash {
        switch tier {
        case .plain: return unsafe hasher.hash(expression.bytes)
        case .hmac:
            let bytes = expression.indices.map { expression[$0] }
            return SHA256Hash(HMAC.sha256(key: key, message: bytes)) ?? SHA256Hash()
        }
    }
}
