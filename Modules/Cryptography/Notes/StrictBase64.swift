import FoundationEssentials

/// Base 64 with the standard alphabet and padding (RFC 4648, section 4), in its one spelling only.
public enum StrictBase64 {
    /// The text of some bytes.
    public static func encode(_ bytes: [UInt8]) -> String { Data(bytes).base64EncodedString() }

    /// The bytes of a text; nil unless encoding them gives the same text again, so that nobody can change a file's bytes and keep
    /// its meaning.
    public static func decode(_ text: some StringProtocol) -> [UInt8]? {
        let text = String(text)
        guard let data = Data(base64Encoded: text) else { return nil }
        let bytes = Array(data)
        return encode(bytes) == text ? bytes : nil
    }
}
