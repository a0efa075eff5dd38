public import AllianceKit
import CCrypto

/// Several digests of one message in one pass over its chunks.
@safe public struct MultiDigester: ~Copyable {
    private let algorithms: [DigestAlgorithm]
    private let contexts: [OpaquePointer]

    /// Starts a message; the digests come in this order.
    public init(_ algorithms: [DigestAlgorithm]) {
        self.algorithms = algorithms
        unsafe contexts = algorithms.map { algorithm in
            let context = unsafe newDigestContext()
            unsafe startDigest(context, algorithm)
            return unsafe context
        }
    }

    deinit { for place in algorithms.indices { unsafe EVP_MD_CTX_free(contexts[place]) } }

    /// Takes the next bytes.
    public mutating func update(_ bytes: [UInt8]) { unsafe update(bytes.span.bytes) }

    /// Takes the next bytes.
    public mutating func update(_ bytes: RawSpan) {
        unsafe bytes.withUnsafeBytes { space in
            for place in algorithms.indices {
                _ = unsafe EVP_DigestUpdate(contexts[place], space.baseAddress, space.count)
            }
        }
    }

    /// Ends the message: one digest per algorithm, in the order given at the start.
    public consuming func finish() -> [Digest] {
        var digests: [Digest] = []
        for (place, algorithm) in algorithms.enumerated() {
            digests.append(unsafe finishDigest(contexts[place], algorithm))
        }
        return digests
    }
}
