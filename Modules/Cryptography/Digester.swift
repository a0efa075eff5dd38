public import AllianceKit
import CCrypto

/// Digests of whole messages in memory.
public enum Digester {
    /// The digest of some bytes.
    public static func digest(_ algorithm: DigestAlgorithm, of bytes: some Sequence<UInt8>) -> Digest {
        let context = unsafe newDigestContext()
        defer { unsafe EVP_MD_CTX_free(context) }
        unsafe startDigest(context, algorithm)
        let direct: Void? = bytes.withContiguousStorageIfAvailable { space in
            _ = unsafe EVP_DigestUpdate(context, space.baseAddress, space.count)
        }
        if direct == nil {
            let copy = Array(bytes)
            unsafe copy.withUnsafeBytes { space in
                _ = unsafe EVP_DigestUpdate(context, space.baseAddress, space.count)
            }
        }
        return unsafe finishDigest(context, algorithm)
    }

    /// The digest of a text's UTF-8 bytes.
    public static func digest(_ algorithm: DigestAlgorithm, of text: String) -> Digest {
        digest(algorithm, of: Array(text.utf8))
    }
}
