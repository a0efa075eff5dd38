import AllianceKit
import CCrypto

// Memory for a context or an algorithm of libcrypto is missing only when the machine is out of memory or the library is broken;
// no caller could go on, so these stop the process with a sentence.

/// A fresh context of libcrypto.
func newDigestContext() -> OpaquePointer {
    guard let context = unsafe EVP_MD_CTX_new() else { preconditionFailure("libcrypto gives no digest context") }
    return unsafe context
}

/// Starts a digest in a context.
func startDigest(_ context: OpaquePointer, _ algorithm: DigestAlgorithm) {
    guard unsafe EVP_DigestInit_ex2(context, FetchedDigests.method(of: algorithm), nil) == 1 else {
        preconditionFailure("libcrypto does not offer \(algorithm.rawValue)")
    }
}

/// Ends a digest.
func finishDigest(_ context: OpaquePointer, _ algorithm: DigestAlgorithm) -> Digest {
    var bytes = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
    var count: UInt32 = 0
    let done = unsafe EVP_DigestFinal_ex(context, &bytes, &count)
    guard done == 1, let digest = Digest(algorithm, bytes: Array(bytes.prefix(Int(count)))) else {
        preconditionFailure("libcrypto cannot finish \(algorithm.rawValue)")
    }
    return digest
}

/// The algorithms, looked up once: libcrypto 3 otherwise searches its providers on every start.
@safe enum FetchedDigests {
    private nonisolated(unsafe) static let md5 = unsafe EVP_MD_fetch(nil, "MD5", nil)
    private nonisolated(unsafe) static let sha1 = unsafe EVP_MD_fetch(nil, "SHA1", nil)
    private nonisolated(unsafe) static let sha256 = unsafe EVP_MD_fetch(nil, "SHA256", nil)

    static func method(of algorithm: DigestAlgorithm) -> OpaquePointer? {
        switch algorithm {
        case .md5: unsafe md5
        case .sha1: unsafe sha1
        case .sha256: unsafe sha256
        }
    }
}
