import AllianceKit
import CGIF

/// GIF through giflib: the first frame on its canvas. Later frames are never read.
enum GIFDecoder: FormatDecoder {
    static func decode(_ bytes: [UInt8], _ limits: ImageLimits) throws(AllianceError) -> Picture {
        let result: Result<Picture, AllianceError> = unsafe bytes.withUnsafeBufferPointer { space in
            do throws(AllianceError) {
                return .success(try unsafe decode(space, limits))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private static func decode(
        _ bytes: UnsafeBufferPointer<UInt8>, _ limits: ImageLimits
    ) throws(AllianceError) -> Picture {
        var reader: OpaquePointer?
        var header = cgif_header()
        let opened = unsafe cgif_open(bytes.baseAddress, bytes.count, &reader, &header)
        defer { unsafe cgif_close(reader) }
        guard opened == CGIF_OK else { throw error(Int(opened)) }
        try limits.check(width: Int(header.width), height: Int(header.height), bytes: bytes.count)
        guard header.frame_width > 0, header.frame_height > 0 else { throw error(CGIF_EMPTY) }
        return try unsafe picture(Int(header.width), Int(header.height), .rgb) { space in
            let done = unsafe cgif_pixels(reader, space.baseAddress)
            return done == CGIF_OK ? nil : error(Int(done))
        }
    }

    private static func error(_ code: Int) -> AllianceError {
        switch code {
        case CGIF_TRUNCATED: AllianceError("imaging.gif.truncated", "the GIF ends too early")
        case CGIF_MEMORY:
            AllianceError("imaging.memory", "there is no memory for the GIF", exit: .unavailable)
        case CGIF_EMPTY: AllianceError("imaging.gif.empty", "the GIF holds no picture")
        default: AllianceError("imaging.gif.damaged", "the GIF is damaged")
        }
    }
}
