import AllianceKit
import CJPEG

/// A JPEG that is decoded row by row, in the size and colours that are asked for.
@safe struct JPEGReader: ~Copyable {
    /// How the file stores its colours.
    enum Space: Sendable {
        case gray, color, inks
    }

    /// Pixels across and down, as stored.
    let width: Int
    let height: Int
    /// How the colours are stored.
    let space: Space
    /// Pixels of the rows that come, once decoding has started.
    private(set) var rowWidth = 0
    private(set) var rowCount = 0
    private let reader: OpaquePointer
    /// Rows of inks on their way to red, green and blue.
    private var inks: [UInt8] = []
    private static let inkRows = 8

    /// Reads the header and checks it against the limits. The bytes must stay while the reader is used.
    init(_ bytes: UnsafeBufferPointer<UInt8>, _ limits: ImageLimits) throws(AllianceError) {
        guard let reader = unsafe cjpeg_open(bytes.baseAddress, bytes.count) else {
            throw AllianceError("imaging.memory", "there is no memory for the JPEG decoder", exit: .unavailable)
        }
        var (width, height): (UInt32, UInt32) = (0, 0)
        var (space, hasScans): (Int32, Int32) = (0, 0)
        do throws(AllianceError) {
            try unsafe Self.check(cjpeg_read_header(reader, &width, &height, &space, &hasScans), reader)
            try limits.check(width: Int(width), height: Int(height), bytes: bytes.count)
            if hasScans != 0 { try unsafe Self.checkScans(bytes, pixels: Int(width) * Int(height)) }
            switch Int(space) {
            case CJPEG_GRAY_SPACE: self.space = .gray
            case CJPEG_COLOR_SPACE: self.space = .color
            case CJPEG_INK_SPACE: self.space = .inks
            default:
                throw AllianceError("imaging.jpeg.unsupported", "the JPEG has a colour space that is not known")
            }
        } catch {
            unsafe cjpeg_close(reader)
            throw error
        }
        self.width = Int(width)
        self.height = Int(height)
        unsafe self.reader = reader
    }

    deinit { unsafe cjpeg_close(reader) }

    /// Starts decoding to one byte a pixel or to three, reduced to so many eighths of the size: 1, 2, 4 or 8.
    mutating func start(gray: Bool, eighths: Int = 8) throws(AllianceError) {
        let format = space == .inks ? CJPEG_INKS : gray ? CJPEG_GRAY : CJPEG_RGB
        var (width, height): (UInt32, UInt32) = (0, 0)
        try unsafe Self.check(cjpeg_start(reader, Int32(format), Int32(eighths), &width, &height), reader)
        rowWidth = Int(width)
        rowCount = Int(height)
        if space == .inks { inks = [UInt8](repeating: 0, count: rowWidth * 4 * Self.inkRows) }
    }

    /// Decodes up to `count` rows, `stride` bytes apart, and tells how many there were, at least one.
    mutating func rows(
        into out: UnsafeMutablePointer<UInt8>, stride: Int, count: Int
    ) throws(AllianceError) -> Int {
        var done = 0
        if space == .inks {
            try unsafe Self.check(cjpeg_rows(reader, &inks, rowWidth * 4, min(count, Self.inkRows), &done), reader)
            for row in 0..<done { unsafe colours(ofRow: row, out + row * stride) }
        } else {
            try unsafe Self.check(cjpeg_rows(reader, out, stride, count, &done), reader)
        }
        guard done > 0 else { throw AllianceError("imaging.jpeg.truncated", "the JPEG ends too early") }
        return done
    }

    /// Inverted ("Adobe") CMYK to RGB by the plain formula R = (255 - C)(255 - K) / 255, rounded as Pillow does it; no profile.
    private func colours(ofRow row: Int, _ out: UnsafeMutablePointer<UInt8>) {
        let line = inks.span.extracting(row * rowWidth * 4..<(row + 1) * rowWidth * 4)
        for pixel in 0..<rowWidth {
            let key = Int(line[pixel * 4 + 3])
            for channel in 0..<3 {
                let product = (255 - Int(line[pixel * 4 + channel])) * key + 128
                unsafe out[pixel * 3 + channel] = UInt8(max(0, key - (product >> 8 + product) >> 8))
            }
        }
    }

    /// Reads to the end marker, so that a file which lacks it is refused.
    mutating func finish() throws(AllianceError) { try unsafe Self.check(cjpeg_finish(reader), reader) }

    /// Every scan of a progressive JPEG visits all pixels, so many scans of many pixels are a bomb. Start-of-scan markers cannot
    /// stand within coded data; those of an embedded thumbnail are counted too, which the limit leaves room for.
    private static func checkScans(_ bytes: UnsafeBufferPointer<UInt8>, pixels: Int) throws(AllianceError) {
        let scans = unsafe cjpeg_count_scans(bytes.baseAddress, bytes.count)
        guard scans <= 16 || scans <= 4_000_000_000 / pixels else {
            throw AllianceError("imaging.jpeg.scans", "the JPEG visits its \(pixels) pixels \(scans) times")
        }
    }

    private static func check(_ result: Int32, _ reader: OpaquePointer) throws(AllianceError) {
        switch Int(result) {
        case CJPEG_OK: return
        case CJPEG_TRUNCATED: throw AllianceError("imaging.jpeg.truncated", "the JPEG ends too early")
        case CJPEG_UNSUPPORTED:
            throw AllianceError("imaging.jpeg.unsupported", "the JPEG uses a feature that is not supported")
        case CJPEG_SCANS: throw AllianceError("imaging.jpeg.scans", "the JPEG has more scans than are allowed")
        case CJPEG_MEMORY: throw AllianceError("imaging.memory", "there is no memory for the JPEG", exit: .unavailable)
        default:
            let text = unsafe String(cString: cjpeg_message(reader))
            throw AllianceError(
                "imaging.jpeg.damaged", "the JPEG is damaged: \(CText.string(text.utf8.map { CChar(bitPattern: $0) }))")
        }
    }
}
