import AllianceKit
import CCrypto

/// Authenticated encryption with associated data: ChaCha20-Poly1305 (RFC 8439, section 2.8).
public enum ChaCha20Poly1305 {
    /// The length of a key in bytes.
    public static let keyByteCount = 32
    /// The length of a nonce in bytes. A nonce must never come twice under one key.
    public static let nonceByteCount = 12
    /// The length of the tag in bytes.
    public static let tagByteCount = 16

    /// Encrypts; the result is the ciphertext, as long as the message, followed by the tag.
    public static func seal(_ message: [UInt8], key: [UInt8], nonce: [UInt8], authenticating data: [UInt8] = []) throws
        -> [UInt8]
    {
        let context = unsafe try start(key: key, nonce: nonce, encrypts: 1)
        defer { unsafe EVP_CIPHER_CTX_free(context) }
        var sealed = [UInt8](repeating: 0, count: message.count + tagByteCount)
        var count: Int32 = 0
        let length = try cLength(message)
        let dataLength = try cLength(data)
        let done = unsafe sealed.withUnsafeMutableBufferPointer { space in
            guard let start = space.baseAddress else { return false }
            return unsafe EVP_EncryptUpdate(context, nil, &count, data, dataLength) == 1
                && EVP_EncryptUpdate(context, start, &count, message, length) == 1
                && EVP_EncryptFinal_ex(context, start + Int(length), &count) == 1
                && EVP_CIPHER_CTX_ctrl(
                    context, EVP_CTRL_AEAD_GET_TAG, Int32(tagByteCount), start + Int(length)) == 1
        }
        guard done else { throw AllianceError("crypto.seal", "libcrypto cannot encrypt", exit: .bug) }
        return sealed
    }

    /// Decrypts what `seal` made; throws `crypto.open` when key, nonce, associated data or a single bit is not the same.
    public static func open(_ sealed: [UInt8], key: [UInt8], nonce: [UInt8], authenticating data: [UInt8] = []) throws
        -> [UInt8]
    {
        guard sealed.count >= tagByteCount else { throw refused }
        let context = unsafe try start(key: key, nonce: nonce, encrypts: 0)
        defer { unsafe EVP_CIPHER_CTX_free(context) }
        let cipher = Array(sealed.dropLast(tagByteCount))
        var tag = Array(sealed.suffix(tagByteCount))
        // One byte more, so that the buffer has an address for an empty message too.
        var message = [UInt8](repeating: 0, count: cipher.count + 1)
        var count: Int32 = 0
        let length = try cLength(cipher)
        let dataLength = try cLength(data)
        let done = unsafe message.withUnsafeMutableBufferPointer { space in
            guard let start = space.baseAddress else { return false }
            return unsafe EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, Int32(tagByteCount), &tag) == 1
                && EVP_DecryptUpdate(context, nil, &count, data, dataLength) == 1
                && EVP_DecryptUpdate(context, start, &count, cipher, length) == 1
                && EVP_DecryptFinal_ex(context, start + Int(length), &count) == 1
        }
        ERR_clear_error()
        guard done else { throw refused }
        message.removeLast()
        return message
    }

    private static var refused: AllianceError {
        AllianceError(
            "crypto.open", "the sealed bytes were changed, or the key is another one",
            hint: "nothing of the content can be read without the key it was sealed with")
    }

    private static func start(key: [UInt8], nonce: [UInt8], encrypts: Int32) throws -> OpaquePointer {
        guard key.count == keyByteCount, nonce.count == nonceByteCount else {
            throw AllianceError("crypto.key", "ChaCha20-Poly1305 takes a key of 32 bytes and a nonce of 12")
        }
        guard let context = unsafe EVP_CIPHER_CTX_new() else {
            preconditionFailure("libcrypto gives no cipher context")
        }
        guard unsafe EVP_CipherInit_ex(context, EVP_chacha20_poly1305(), nil, key, nonce, encrypts) == 1 else {
            preconditionFailure("libcrypto does not offer ChaCha20-Poly1305")
        }
        return unsafe context
    }

    private static func cLength(_ bytes: [UInt8]) throws -> Int32 {
        guard let length = Int32(exactly: bytes.count) else {
            throw AllianceError("crypto.too-large", "more than 2 GiB in one sealed message")
        }
        return length
    }
}
