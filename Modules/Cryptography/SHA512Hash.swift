import CCrypto

/// SHA-512 (FIPS 180-4) of whole messages in memory, for formats that ask for it beside SHA-256 (BagIt manifests).
public enum SHA512Hash {
    /// The 64 bytes of the digest.
    public static func digest(of message: [UInt8]) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: 64)
        var count: UInt32 = 0
        let done = unsafe EVP_Digest(message, message.count, &bytes, &count, EVP_sha512(), nil)
        // As for the other digests: it fails only when the library is broken or memory is out.
        guard done == 1, count == 64 else { preconditionFailure("libcrypto does not offer sha512") }
        return bytes
    }
}
