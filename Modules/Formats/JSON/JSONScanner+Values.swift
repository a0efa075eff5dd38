import AllianceKit

/// What the token read last says.
extension JSONScanner {
    /// The bytes of a name, a string without its quotes and escapes, or a number. Valid until the next token.
    public var value: ArraySlice<UInt8> { isDecoded ? scratch[range] : buffer[range] }

    /// The same as text; bytes that are not UTF-8 are replaced, and `takeFault` tells of them.
    public var text: String { String(decoding: value, as: UTF8.self) }

    /// The index of the name or string in a set of names, or -1.
    public func match(_ names: ByteNames) -> Int {
        isDecoded ? names.index(scratch, range) : names.index(buffer, range)
    }

    /// A whole number, given as a number or as digits in a string; nil for anything else.
    public var integer: Int64? {
        guard 1...20 ~= range.count else { return nil }
        return Int64(String(decoding: value, as: UTF8.self))
    }
}
