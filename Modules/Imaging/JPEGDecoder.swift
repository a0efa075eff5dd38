import AllianceKit
import CTurboJPEG

/// JPEG through libjpeg-turbo's TurboJPEG API, whose errors are return values: baseline and progressive, all subsamplings, gray, RGB, CMYK.
enum JPEGDecoder: FormatDecoder {
    static func decode(_ bytes: [UInt8], _ limits: ImageLimits) throws(AllianceError) -> Picture {
        guard let handle = unsafe tjInitDecompress() else {
            throw AllianceError("imaging.memory", "there is no memory for the JPEG decoder", exit: .unavailable)
        }
        defer { _ = unsafe tjDestroy(handle) }
        var width: Int32 = 0
        var height: Int32 = 0
        var subsampling: Int32 = -1
        var space: Int32 = -1
        let size = UInt(bytes.count)
        let read = unsafe tjDecompressHeader3(handle, bytes, size, &width, &height, &subsampling, &space)
        // An unusual subsampling is refused by this call although the pixels can be decoded; the size is known by then.
        let said = unsafe text(handle)
        guard width > 0, height > 0, read == 0 || said.contains("subsampling") else { throw error(said) }
        try limits.check(width: Int(width), height: Int(height), bytes: bytes.count)
        try checkScans(bytes, pixels: Int(width) * Int(height))

        func pixels(_ format: TJPF, _ layout: Picture.Layout) throws(AllianceError) -> Picture {
            try unsafe picture(Int(width), Int(height), layout) { space in
                unsafe fill(handle, bytes, width, height, format, space.baseAddress)
            }
        }
        switch space {
        case Int32(TJCS_GRAY.rawValue): return try pixels(TJPF_GRAY, .gray)
        case Int32(TJCS_RGB.rawValue), Int32(TJCS_YCbCr.rawValue): return try pixels(TJPF_RGB, .rgb)
        case Int32(TJCS_CMYK.rawValue), Int32(TJCS_YCCK.rawValue):
            return try unsafe cmyk(handle, bytes, width, height, limits)
        default: throw AllianceError("imaging.jpeg.unsupported", "the JPEG has a colour space that is not known")
        }
    }

    private static func fill(
        _ handle: tjhandle, _ bytes: [UInt8], _ width: Int32, _ height: Int32, _ format: TJPF,
        _ out: UnsafeMutablePointer<UInt8>?
    ) -> AllianceError? {
        // The first warning ends it: warnings mean that the rest of the pixels is guessed. Scans are limited against progressive bombs.
        let flags = TJFLAG_STOPONWARNING | TJFLAG_LIMITSCANS | TJFLAG_ACCURATEDCT
        let done = unsafe tjDecompress2(
            handle, bytes, UInt(bytes.count), out, width, 0, height, Int32(format.rawValue), flags)
        return done == 0 ? nil : unsafe error(text(handle))
    }

    /// Every scan of a progressive JPEG visits all pixels, so many scans of many pixels are a bomb. Start-of-scan markers cannot
    /// stand within coded data; those of an embedded thumbnail are counted too, which the limit leaves room for.
    private static func checkScans(_ bytes: [UInt8], pixels: Int) throws(AllianceError) {
        var scans = 0
        var marker = false
        for byte in bytes {
            if marker, byte == 0xda { scans += 1 }
            marker = byte == 0xff
        }
        guard scans <= 16 || scans <= 4_000_000_000 / pixels else {
            throw AllianceError("imaging.jpeg.scans", "the JPEG visits its \(pixels) pixels \(scans) times")
        }
    }

    /// Inverted ("Adobe") CMYK to RGB by the plain formula R = (255 - C)(255 - K) / 255, rounded as Pillow does it; no profile.
    private static func cmyk(
        _ handle: tjhandle, _ bytes: [UInt8], _ width: Int32, _ height: Int32, _ limits: ImageLimits
    ) throws(AllianceError) -> Picture {
        let pixels = Int(width) * Int(height)
        var fault: AllianceError?
        let inks = unsafe [UInt8](unsafeUninitializedCapacity: pixels * 4) { space, count in
            fault = unsafe fill(handle, bytes, width, height, TJPF_CMYK, space.baseAddress)
            count = fault == nil ? pixels * 4 : 0
        }
        if let fault { throw fault }
        return try unsafe picture(Int(width), Int(height), .rgb) { space in
            for pixel in 0..<pixels {
                let key = Int(inks[pixel * 4 + 3])
                for channel in 0..<3 {
                    let product = (255 - Int(inks[pixel * 4 + channel])) * key + 128
                    unsafe space[pixel * 3 + channel] = UInt8(max(0, key - (product >> 8 + product) >> 8))
                }
            }
            return nil
        }
    }

    /// What the library said last.
    private static func text(_ handle: tjhandle) -> String {
        guard let text = unsafe tjGetErrorStr2(handle) else { return "" }
        return unsafe String(cString: text)
    }

    private static func error(_ text: String) -> AllianceError {
        let known: [(part: String, code: String, message: String)] = [
            ("Premature end of JPEG file", "truncated", "the JPEG ends too early"),
            ("JPEG datastream contains no image", "truncated", "the JPEG ends before its picture"),
            ("No error", "truncated", "the JPEG ends within its header"),
            ("Unsupported", "unsupported", "the JPEG uses a feature that is not supported"),
            ("too many scans", "scans", "the JPEG has more scans than are allowed"),
            ("Insufficient memory", "memory", "there is no memory for the JPEG"),
        ]
        if let match = known.first(where: { text.contains($0.part) }) {
            return AllianceError("imaging.jpeg.\(match.code)", match.message)
        }
        return AllianceError(
            "imaging.jpeg.damaged", "the JPEG is damaged: \(CText.string(text.utf8.map { CChar(bitPattern: $0) }))")
    }
}
