import AllianceKit
import CHEIF

/// HEIC through libheif: the primary picture, cropped, turned and mirrored as its properties say, which are part of the picture in this format.
public enum HEICDecoder: FormatDecoder {
    /// Loads libheif, for processes that will not be allowed to read files later. Returns whether it is there.
    @discardableResult public static func load() -> Bool { cheif_load() == CHEIF_OK }

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
        var header = cheif_header()
        var message = [CChar](repeating: 0, count: 128)
        let opened = unsafe cheif_open(
            bytes.baseAddress, bytes.count, Int32(clamping: limits.side), &reader, &header, &message)
        defer { unsafe cheif_close(reader) }
        guard opened == CHEIF_OK else { throw error(Int(opened), message) }
        try limits.check(width: Int(header.coded_width), height: Int(header.coded_height), bytes: bytes.count)
        try limits.check(width: Int(header.width), height: Int(header.height), bytes: bytes.count)
        return try unsafe picture(Int(header.width), Int(header.height), .rgb) { space in
            let done = unsafe cheif_pixels(reader, space.baseAddress, &message)
            return done == CHEIF_OK ? nil : error(Int(done), message)
        }
    }

    private static func error(_ code: Int, _ message: [CChar]) -> AllianceError {
        let said = CText.string(message)
        let detail = said.isEmpty ? "" : ": \(said)"
        return switch code {
        case CHEIF_NO_LIBRARY:
            AllianceError(
                "imaging.heic.library", "this machine has no libheif to decode HEIC with",
                hint: "apt-get install libheif1",
                exit: .unavailable)
        case CHEIF_TRUNCATED: AllianceError("imaging.heic.truncated", "the HEIC ends too early")
        case CHEIF_MEMORY:
            AllianceError("imaging.memory", "there is no memory for the HEIC", exit: .unavailable)
        case CHEIF_UNSUPPORTED:
            AllianceError("imaging.heic.unsupported", "the HEIC uses a feature that is not supported\(detail)")
        default: AllianceError("imaging.heic.damaged", "the HEIC is damaged\(detail)")
        }
    }
}
