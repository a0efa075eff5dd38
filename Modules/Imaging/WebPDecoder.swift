import AllianceKit
import CWebP

/// WebP through libwebp: lossy and lossless, alpha dropped; of an animation the first frame on its canvas.
enum WebPDecoder: FormatDecoder {
    static func decode(_ bytes: [UInt8], _ limits: ImageLimits) throws(AllianceError) -> Picture {
        let container = try WebPContainer(bytes)
        try limits.check(width: container.width, height: container.height, bytes: bytes.count)
        guard let frame = container.frame else {
            throw AllianceError("imaging.webp.truncated", "the WebP holds no picture")
        }
        let data = Array(bytes[frame.data])
        var features = WebPBitstreamFeatures()
        let status = unsafe WebPGetFeatures(data, data.count, &features)
        guard status == VP8_STATUS_OK else { throw error(status) }
        let width = Int(features.width)
        let height = Int(features.height)
        try limits.check(width: width, height: height, bytes: bytes.count)
        guard frame.x + width <= container.width, frame.y + height <= container.height else {
            throw AllianceError("imaging.webp.damaged", "the WebP is damaged: a frame reaches beyond its canvas")
        }
        if width == container.width, height == container.height {
            return try unsafe picture(width, height, .rgb) { space in unsafe fill(data, width, space) }
        }
        let part = try unsafe picture(width, height, .rgb) { space in unsafe fill(data, width, space) }
        return try canvas(container, frame, part)
    }

    /// Decodes red, green and blue; the colour under transparent pixels stays as it is stored.
    private static func fill(
        _ data: [UInt8], _ width: Int, _ space: UnsafeMutableBufferPointer<UInt8>
    ) -> AllianceError? {
        var config = unsafe WebPDecoderConfig()
        guard unsafe WebPInitDecoderConfig(&config) != 0 else {
            return AllianceError(
                "imaging.webp.library", "libwebp is of another version than it was built with", exit: .bug)
        }
        unsafe config.output.colorspace = MODE_RGB
        unsafe config.output.is_external_memory = 1
        unsafe config.output.u.RGBA.rgba = space.baseAddress
        unsafe config.output.u.RGBA.stride = Int32(width * 3)
        unsafe config.output.u.RGBA.size = space.count
        let status = unsafe WebPDecode(data, data.count, &config)
        return status == VP8_STATUS_OK ? nil : error(status)
    }

    /// The first frame where it stands on the canvas, black around it (transparent, with the alpha dropped).
    private static func canvas(
        _ container: WebPContainer, _ frame: WebPContainer.Frame, _ part: Picture
    ) throws(AllianceError) -> Picture {
        var samples = [UInt8](repeating: 0, count: container.width * container.height * 3)
        for row in 0..<part.height {
            let from = row * part.width * 3
            let to = ((frame.y + row) * container.width + frame.x) * 3
            samples.replaceSubrange(to..<to + part.width * 3, with: part.samples[from..<from + part.width * 3])
        }
        guard let picture = Picture(width: container.width, height: container.height, layout: .rgb, samples: samples)
        else { throw AllianceError("imaging.size.zero", "the WebP has no pixels") }
        return picture
    }

    private static func error(_ status: VP8StatusCode) -> AllianceError {
        switch status {
        case VP8_STATUS_NOT_ENOUGH_DATA, VP8_STATUS_SUSPENDED:
            AllianceError("imaging.webp.truncated", "the WebP ends too early")
        case VP8_STATUS_OUT_OF_MEMORY:
            AllianceError("imaging.memory", "there is no memory for the WebP", exit: .unavailable)
        case VP8_STATUS_UNSUPPORTED_FEATURE:
            AllianceError("imaging.webp.unsupported", "the WebP uses a feature that is not supported")
        default: AllianceError("imaging.webp.damaged", "the WebP is damaged")
        }
    }
}
