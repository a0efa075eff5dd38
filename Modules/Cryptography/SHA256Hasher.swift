import AllianceKit
import CCrypto

/// SHA-256 (FIPS 180-4) of many small messages with one libcrypto context, which saves the allocation and look-up per message.
///
/// Used by one thread at a time.
@safe public final class SHA256Hasher {
    private let context: OpaquePointer

    /// Makes a hasher.
    public init() {
        unsafe context = newDigestContext()
        unsafe startDigest(context, .sha256)
    }

    deinit { unsafe EVP_MD_CTX_free(context) }

    /// The digest of a message.
    public func hash(_ message: RawSpan) -> SHA256Hash {
        restart()
        update(message)
        return finish()
    }

    /// The digest of a message.
    public func hash(_ message: [UInt8]) -> SHA256Hash { unsafe hash(message.span.bytes) }

    /// The digest of one byte followed by a message (a leaf of RFC 6962 with prefix 0).
    public func hash(prefix: UInt8, _ message: RawSpan) -> SHA256Hash {
        restart()
        unsafe withUnsafeBytes(of: prefix) { space in _ = unsafe EVP_DigestUpdate(context, space.baseAddress, 1) }
        update(message)
        return finish()
    }

    /// The digest of one byte followed by two digests (a node of RFC 6962 with prefix 1).
    public func hash(prefix: UInt8, _ left: SHA256Hash, _ right: SHA256Hash) -> SHA256Hash {
        restart()
        unsafe withUnsafeBytes(of: prefix) { space in _ = unsafe EVP_DigestUpdate(context, space.baseAddress, 1) }
        unsafe withUnsafeBytes(of: (left, right)) { space in
            _ = unsafe EVP_DigestUpdate(context, space.baseAddress, 64)
        }
        return finish()
    }

    // The three calls below cannot fail on a context that was started once: they only work on its memory.

    private func restart() { _ = unsafe EVP_DigestInit_ex2(context, nil, nil) }

    private func update(_ message: RawSpan) {
        unsafe message.withUnsafeBytes { space in
            _ = unsafe EVP_DigestUpdate(context, space.baseAddress, space.count)
        }
    }

    private func finish() -> SHA256Hash {
        var result = SHA256Hash()
        unsafe withUnsafeMutableBytes(of: &result) { space in
            _ = unsafe EVP_DigestFinal_ex(context, space.assumingMemoryBound(to: UInt8.self).baseAddress, nil)
        }
        return result
    }
}
