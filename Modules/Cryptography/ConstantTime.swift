import CCrypto

/// Comparison of secrets in a time that does not depend on where they differ.
public enum ConstantTime {
    /// Whether two byte strings are the same. Only their lengths can be learnt from the time it takes.
    public static func equal(_ left: [UInt8], _ right: [UInt8]) -> Bool {
        guard left.count == right.count else { return false }
        return unsafe CRYPTO_memcmp(left, right, left.count) == 0
    }
}
