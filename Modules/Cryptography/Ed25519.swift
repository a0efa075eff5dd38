import AllianceKit
import CCrypto

/// Ed25519 signatures (RFC 8032, section 5.1).
public enum Ed25519 {
    /// The length of a seed and of a public key in bytes.
    public static let keyByteCount = 32
    /// The length of a signature in bytes.
    public static let signatureByteCount = 64
}

extension Ed25519 {
    /// The secret half of a key pair.
    @safe public final class SigningKey: Sendable {
        // libcrypto only reads a key that is complete, so threads may share it.
        private nonisolated(unsafe) let key: OpaquePointer
        /// The public half.
        public let verifyingKey: VerifyingKey

        /// Makes the key pair of a seed; throws `crypto.key` unless it has 32 bytes.
        public init(seed: [UInt8]) throws {
            guard seed.count == Ed25519.keyByteCount,
                let key = unsafe EVP_PKEY_new_raw_private_key(EVP_PKEY_ED25519, nil, seed, seed.count)
            else { throw AllianceError("crypto.key", "an Ed25519 seed has exactly 32 bytes") }
            unsafe self.key = key
            var raw = [UInt8](repeating: 0, count: Ed25519.keyByteCount)
            var count = raw.count
            guard unsafe EVP_PKEY_get_raw_public_key(key, &raw, &count) == 1, count == raw.count else {
                preconditionFailure("libcrypto gives no Ed25519 public key")
            }
            verifyingKey = try VerifyingKey(raw: raw)
        }

        deinit { unsafe EVP_PKEY_free(key) }

        /// The 64-byte signature of a message; the same message gives the same signature.
        public func sign(_ message: [UInt8]) -> [UInt8] {
            let context = unsafe newDigestContext()
            defer { unsafe EVP_MD_CTX_free(context) }
            var signature = [UInt8](repeating: 0, count: Ed25519.signatureByteCount)
            var count = signature.count
            guard unsafe EVP_DigestSignInit(context, nil, nil, nil, key) == 1,
                unsafe EVP_DigestSign(context, &signature, &count, message, message.count) == 1,
                count == Ed25519.signatureByteCount
            else { preconditionFailure("libcrypto cannot sign") }
            return signature
        }
    }

    /// The public half of a key pair.
    public struct VerifyingKey: Sendable, Hashable {
        /// The 32 bytes of RFC 8032.
        public let raw: [UInt8]

        /// Takes 32 bytes; throws `crypto.key` for another length. Bytes that are no point of the curve verify nothing.
        public init(raw: [UInt8]) throws {
            guard raw.count == Ed25519.keyByteCount else {
                throw AllianceError("crypto.key", "an Ed25519 public key has exactly 32 bytes")
            }
            self.raw = raw
        }

        /// Whether this key signed this message.
        public func verifies(_ signature: [UInt8], of message: [UInt8]) -> Bool {
            guard signature.count == Ed25519.signatureByteCount,
                let key = unsafe EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nil, raw, raw.count)
            else { return false }
            defer { unsafe EVP_PKEY_free(key) }
            let context = unsafe newDigestContext()
            defer { unsafe EVP_MD_CTX_free(context) }
            let valid =
                unsafe EVP_DigestVerifyInit(context, nil, nil, nil, key) == 1
                && EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
            // A refused signature leaves a note in the thread's error queue; nothing of it is needed.
            ERR_clear_error()
            return valid
        }
    }
}
