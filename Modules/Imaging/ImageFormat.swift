/// A picture format, found by content: file names and claimed media types lie.
public enum ImageFormat: String, Sendable, CaseIterable {
    /// ITU-T T.81.
    case jpeg
    /// ISO/IEC 15948.
    case png
    /// RFC 9649.
    case webp
    /// GIF87a and GIF89a.
    case gif
    /// TIFF 6.0 and BigTIFF.
    case tiff
    /// ISO/IEC 23008-12 with HEVC pictures.
    case heic

    /// How many bytes a signature has at most.
    public static let signatureCount = 12

    /// The format whose signature the bytes start with, or nil.
    public init?(sniffing bytes: some Collection<UInt8>) {
        let start = Array(bytes.prefix(12))
        if start.starts(with: [0xff, 0xd8, 0xff]) || start == [0xff, 0xd8] {
            self = .jpeg
        } else if start.starts(with: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]) {
            self = .png
        } else if start.starts(with: "RIFF".utf8), start.dropFirst(8).elementsEqual("WEBP".utf8) {
            self = .webp
        } else if start.starts(with: "GIF87a".utf8) || start.starts(with: "GIF89a".utf8) {
            self = .gif
        } else if [[0x49, 0x49, 0x2a, 0], [0x4d, 0x4d, 0, 0x2a], [0x49, 0x49, 0x2b, 0], [0x4d, 0x4d, 0, 0x2b]]
            .contains(where: { start.starts(with: $0) })
        {
            self = .tiff
        } else if start.count == 12, start[4...].starts(with: "ftyp".utf8), Self.isHEIC(brand: start[8...]) {
            self = .heic
        } else {
            return nil
        }
    }

    /// Brands of files whose primary picture is HEVC as a rule; others that say `mif1` are found out by the decoder.
    private static func isHEIC(brand: some Collection<UInt8>) -> Bool {
        ["heic", "heix", "heim", "heis", "hevc", "hevx", "mif1", "msf1"].contains(
            String(decoding: brand, as: UTF8.self))
    }

    /// What bytes are that are no picture we decode, as far as their signature says; nil if it says nothing.
    static func otherName(_ bytes: some Collection<UInt8>) -> String? {
        let start = Array(bytes.prefix(12))
        let brand = start.count == 12 && start[4...].starts(with: "ftyp".utf8) ? Array(start[8..<12]) : []
        let signatures: [(String, [UInt8])] = [
            ("BMP", Array("BM".utf8)), ("ZIP", [0x50, 0x4b, 3, 4]), ("PDF", Array("%PDF".utf8)),
            ("Matroska or WebM", [0x1a, 0x45, 0xdf, 0xa3]), ("JPEG XL", [0xff, 0x0a]),
        ]
        if let known = signatures.first(where: { start.starts(with: $0.1) }) { return known.0 }
        if brand.isEmpty { return nil }
        let text = String(decoding: brand, as: UTF8.self)
        return text.hasPrefix("avi") ? "AVIF" : "MP4"
    }
}
