/// A video container, found by content: file names and claimed media types lie.
public enum VideoFormat: String, Sendable, Hashable, Codable, CaseIterable {
    /// ISO base media, QuickTime.
    case mp4
    /// Matroska and WebM.
    case matroska
    /// RIFF AVI.
    case avi
    /// MPEG transport stream.
    case mpegts
    /// MPEG program stream.
    case mpegps
    /// Flash video.
    case flv
    /// ASF, the container of WMV.
    case asf

    /// How many bytes from the start are looked at.
    public static let sniffed = 400

    /// The container whose signature the bytes start with, or nil. Pictures that share a container with videos (HEIF, AVIF) are none.
    public init?(sniffing bytes: some Collection<UInt8>) {
        let start = Array(bytes.prefix(Self.sniffed))
        func holds(_ text: String, at place: Int) -> Bool {
            start.count >= place + text.utf8.count && start[place...].starts(with: text.utf8)
        }
        if start.starts(with: [0x1a, 0x45, 0xdf, 0xa3]) {
            self = .matroska
        } else if holds("RIFF", at: 0), holds("AVI ", at: 8) {
            self = .avi
        } else if holds("FLV\u{1}", at: 0) {
            self = .flv
        } else if start.starts(with: [0x30, 0x26, 0xb2, 0x75, 0x8e, 0x66, 0xcf, 0x11]) {
            self = .asf
        } else if start.starts(with: [0, 0, 1, 0xba]) || start.starts(with: [0, 0, 1, 0xb3]) {
            self = .mpegps
        } else if Self.isTransport(start) {
            self = .mpegts
        } else if ["ftyp", "moov", "mdat", "wide", "free", "skip"].contains(where: { holds($0, at: 4) }) {
            let pictures = ["heic", "heix", "heim", "heis", "mif1", "mif2", "msf1", "avif", "avis", "miaf", "crx "]
            if holds("ftyp", at: 4), pictures.contains(where: { holds($0, at: 8) }) { return nil }
            self = .mp4
        } else {
            return nil
        }
    }

    /// Three packets of 188 bytes in a row; with four bytes of time before each on some cameras.
    private static func isTransport(_ start: [UInt8]) -> Bool {
        [(0, 188), (4, 192)].contains { offset, step in
            start.count > offset + step
                && stride(from: offset, to: min(start.count, offset + 2 * step + 1), by: step).allSatisfy {
                    start[$0] == 0x47
                }
        }
    }
}
