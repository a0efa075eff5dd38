/// A picture format, found by content: file names and claimed media types lie.
public enum ImageFormat: String, Sendable, CaseIterable {
    /// ITU-T T.81.
    case jpeg
    /// ISO/IEC 15948.
    case png
    /// RFC 9649.
    case webp

    /// The format whose signature the bytes start with, or nil.
    public init?(sniffing bytes: some Collection<UInt8>) {
        let start = Array(bytes.prefix(12))
        if start.starts(with: [0xff, 0xd8, 0xff]) || start == [0xff, 0xd8] {
            self = .jpeg
        } else if start.starts(with: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) {
            self = .png
        } else if start.starts(with: "RIFF".utf8), start.dropFirst(8).elementsEqual("WEBP".utf8) {
            self = .webp
        } else {
            return nil
        }
    }

    /// What bytes are that are no picture we decode, as far as their signature says; nil if it says nothing.
    static func otherName(_ bytes: some Collection<UInt8>) -> String? {
        let start = Array(bytes.prefix(12))
        let brand = start.count == 12 && start[4...].starts(with: "ftyp".utf8) ? Array(start[8..<12]) : []
        let signatures: [(String, [UInt8])] = [
            ("GIF", Array("GIF8".utf8)), ("BMP", Array("BM".utf8)), ("TIFF", [0x49, 0x49, 0x2a, 0]),
            ("TIFF", [0x4d, 0x4d, 0, 0x2a]), ("ZIP", [0x50, 0x4b, 3, 4]), ("PDF", Array("%PDF".utf8)),
            ("Matroska or WebM", [0x1a, 0x45, 0xdf, 0xa3]), ("JPEG XL", [0xff, 0x0a]),
        ]
        if let known = signatures.first(where: { start.starts(with: $0.1) }) { return known.0 }
        if brand.isEmpty { return nil }
        let text = String(decoding: brand, as: UTF8.self)
        return ["heic", "heix", "mif1", "msf1"].contains(text) ? "HEIF" : text.hasPrefix("avi") ? "AVIF" : "MP4"
    }
}
