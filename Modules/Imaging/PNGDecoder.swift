import AllianceKit
import CPNG

/// PNG through libpng: all colour types and depths, interlaced or not.
enum PNGDecoder: FormatDecoder {
    static func decode(_ bytes: [UInt8], _ limits: ImageLimits) throws(AllianceError) -> Picture {
        try checkClaim(bytes, limits)
        let side = UInt32(clamping: min(limits.side, Int(Int32.max)))
        var header = cpng_header()
        var message = [CChar](repeating: 0, count: 128)
        let found = unsafe cpng_read_header(bytes, bytes.count, side, &header, &message)
        guard found == CPNG_OK else { throw error(Int(found), message) }
        try limits.check(width: Int(header.width), height: Int(header.height), bytes: bytes.count)
        let layout: Picture.Layout = header.channels == 1 ? .gray : .rgb
        return try unsafe picture(Int(header.width), Int(header.height), layout) { space in
            let done = unsafe cpng_pixels(bytes, bytes.count, side, space.baseAddress, space.count, &message)
            return done == CPNG_OK ? nil : error(Int(done), message)
        }
    }

    /// Checks the size in the first 24 bytes, so that a lying header is named as such and not as damage.
    private static func checkClaim(_ bytes: [UInt8], _ limits: ImageLimits) throws(AllianceError) {
        guard bytes.count >= 24, bytes[12..<16].elementsEqual("IHDR".utf8) else { return }
        let width = bytes[16..<20].reduce(0) { $0 << 8 | Int($1) }
        let height = bytes[20..<24].reduce(0) { $0 << 8 | Int($1) }
        try limits.check(width: width, height: height, bytes: bytes.count)
    }

    private static func error(_ code: Int, _ message: [CChar]) -> AllianceError {
        switch code {
        case Int(CPNG_TRUNCATED): AllianceError("imaging.png.truncated", "the PNG ends too early")
        case Int(CPNG_MEMORY): AllianceError("imaging.memory", "there is no memory for the PNG", exit: .unavailable)
        default: AllianceError("imaging.png.damaged", "the PNG is damaged: \(CText.string(message))")
        }
    }
}

/// Text that C libraries hand over.
enum CText {
    /// The characters up to the first zero, control characters left out.
    static func string(_ characters: [CChar]) -> String {
        let bytes = characters.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }.filter { $0 >= 0x20 && $0 != 0x7f }
        return String(decoding: bytes, as: UTF8.self)
    }
}
