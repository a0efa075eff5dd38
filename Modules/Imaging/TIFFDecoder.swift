import AllianceKit
import CTIFF

/// TIFF through libtiff: the first picture of the file, in strips or tiles, of 1 to 16 bits: gray, RGB, palette, CMYK.
enum TIFFDecoder: FormatDecoder {
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
        var header = ctiff_header()
        var message = [CChar](repeating: 0, count: 128)
        // No strip, tile or table has a reason to be larger than all pixels with their largest samples.
        let memory = max(
            16 << 20, Int64(limits.pixels).multipliedFullWidth(by: 8).high == 0 ? Int64(limits.pixels) * 8 : .max)
        let opened = unsafe ctiff_open(bytes.baseAddress, bytes.count, memory, &reader, &header, &message)
        defer { unsafe ctiff_close(reader) }
        guard opened == CTIFF_OK else { throw error(Int(opened), message) }
        try limits.check(width: Int(header.width), height: Int(header.height), bytes: bytes.count)
        guard header.block_pixels <= UInt64(limits.pixels) else {
            throw AllianceError(
                "imaging.pixels.too-many",
                "the TIFF claims tiles of \(header.block_pixels) pixels; \(limits.pixels) are allowed")
        }
        let layout: Picture.Layout = Int(header.channels) == CTIFF_GRAY ? .gray : .rgb
        return try unsafe picture(Int(header.width), Int(header.height), layout) { space in
            let done = unsafe ctiff_pixels(reader, space.baseAddress, &message)
            return done == CTIFF_OK ? nil : error(Int(done), message)
        }
    }

    private static func error(_ code: Int, _ message: [CChar]) -> AllianceError {
        let said = CText.string(message)
        let detail = said.isEmpty ? "" : ": \(said)"
        return switch code {
        case CTIFF_TRUNCATED: AllianceError("imaging.tiff.truncated", "the TIFF ends too early")
        case CTIFF_MEMORY:
            AllianceError("imaging.memory", "there is no memory for the TIFF", exit: .unavailable)
        case CTIFF_UNSUPPORTED:
            AllianceError("imaging.tiff.unsupported", "the TIFF uses a feature that is not supported\(detail)")
        default: AllianceError("imaging.tiff.damaged", "the TIFF is damaged\(detail)")
        }
    }
}
