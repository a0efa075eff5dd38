import AllianceKit
import CCrypto

/// Keyed digests (RFC 2104).
public enum HMAC {
    /// HMAC-SHA-256: 32 bytes.
    public static func sha256(key: [UInt8], message: some Sequence<UInt8>) -> [UInt8] {
        let message = Array(message)
        // libcrypto takes the key's length as a C int; RFC 2104 hashes keys over the block size anyway.
        let key = key.count > 64 ? Digester.digest(.sha256, of: key).bytes : key
        var result = [UInt8](repeating: 0, count: 32)
        let done = unsafe CCrypto.HMAC(
            EVP_sha256(), key, Int32(key.count), message, message.count, &result, nil)
        guard unsafe done != nil else { preconditionFailure("libcrypto cannot compute an HMAC") }
        return result
    }
}
