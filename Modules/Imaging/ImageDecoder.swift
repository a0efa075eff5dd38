public import AllianceKit

/// From hostile bytes to pixels, for pictures in the formats of `ImageFormat`.
///
/// Stored pixels as they are: no EXIF rotation, no colour profile, no gamma; alpha is dropped, not composited; of animations the first
/// frame. A file that is cut or damaged is refused, also where the library behind would only warn and guess the rest.
public enum ImageDecoder {
    /// Decodes a picture. Throws `imaging.format.unknown`, `imaging.format.unsupported`, an error of the limits (`imaging.pixels.too-many` …),
    /// or one of the format (`imaging.jpeg.truncated`, `imaging.png.damaged` …).
    public static func decode(_ bytes: [UInt8], limits: ImageLimits = ImageLimits()) throws(AllianceError) -> Picture {
        try check(start: bytes.prefix(ImageFormat.signatureCount), byteCount: bytes.count, limits: limits)
        switch ImageFormat(sniffing: bytes) {
        case .jpeg: return try JPEGDecoder.decode(bytes, limits)
        case .png: return try PNGDecoder.decode(bytes, limits)
        case .webp: return try WebPDecoder.decode(bytes, limits)
        case .gif: return try GIFDecoder.decode(bytes, limits)
        case .tiff: return try TIFFDecoder.decode(bytes, limits)
        case .heic: return try HEICDecoder.decode(bytes, limits)
        case nil: throw refusal(bytes)
        }
    }

    /// Throws what `decode` would throw of a file of this length that starts with these bytes (`ImageFormat.signatureCount`, or all there are), as far as
    /// they tell.
    public static func check(
        start: some Collection<UInt8>, byteCount: Int, limits: ImageLimits = ImageLimits()
    ) throws(AllianceError) {
        guard byteCount > 0 else { throw AllianceError("imaging.empty", "the file is empty") }
        guard byteCount <= limits.bytes else {
            throw AllianceError(
                "imaging.bytes.too-many",
                "the file has \(byteCount) bytes of \(limits.bytes) allowed for a picture")
        }
        if ImageFormat(sniffing: start) == nil { throw refusal(start) }
    }

    private static func refusal(_ bytes: some Collection<UInt8>) -> AllianceError {
        let known = "JPEG, PNG, WebP, GIF, TIFF and HEIC are decoded"
        guard let name = ImageFormat.otherName(bytes) else {
            return AllianceError("imaging.format.unknown", "the content is not a picture that is known", hint: known)
        }
        return AllianceError("imaging.format.unsupported", "the content is \(name)", hint: known)
    }
}

/// Decodes one format.
protocol FormatDecoder {
    static func decode(_ bytes: [UInt8], _ limits: ImageLimits) throws(AllianceError) -> Picture
}

extension FormatDecoder {
    /// Makes a picture whose samples `fill` writes, or throws what it returns.
    static func picture(
        _ width: Int, _ height: Int, _ layout: Picture.Layout,
        fill: (UnsafeMutableBufferPointer<UInt8>) -> AllianceError?
    ) throws(AllianceError) -> Picture {
        var fault: AllianceError?
        let size = width * height * layout.rawValue
        let samples = unsafe [UInt8](unsafeUninitializedCapacity: size) { space, count in
            fault = unsafe fill(UnsafeMutableBufferPointer(rebasing: space[..<size]))
            count = fault == nil ? size : 0
        }
        if let fault { throw fault }
        guard let picture = Picture(width: width, height: height, layout: layout, samples: samples) else {
            throw AllianceError("imaging.size.zero", "the picture has no pixels (\(width) x \(height))")
        }
        return picture
    }
}
