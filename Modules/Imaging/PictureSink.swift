package import AllianceKit

/// Takes a picture row by row, while its rows are still in the cache.
package protocol PictureSink: ~Copyable {
    /// Tells the size of the picture and of the rows that will come. Called once, before the first row.
    mutating func begin(_ rows: PictureRows)
    /// Takes the next `count` rows, `stride` bytes apart.
    mutating func take(_ rows: UnsafeRawPointer, stride: Int, count: Int)
}

/// What rows a sink is given.
package struct PictureRows: Sendable, Hashable {
    /// Pixels of the picture across and down, as stored.
    package var pictureWidth: Int
    package var pictureHeight: Int
    /// Pixels of the rows across, and how many rows there are; fewer than the picture's where it was decoded at reduced size.
    package var width: Int
    package var height: Int
    /// Pixels of the picture, across and down, that one pixel of a row stands for.
    package var scale: Int
    /// Which samples a pixel has.
    package var layout: Picture.Layout
}

/// What a sink wants of a picture.
package enum PictureDemand: Sendable, Hashable {
    /// The pixels as they are.
    case pixels
    /// Gray is enough, and reduced size too while both sides keep at least so many pixels. Only JPEG is decoded faster for that; other
    /// formats give their pixels as they are, and so do pictures with a side below half of that: colours beyond black and white are cut
    /// when they become red, green and blue, and only many pixels make up for gray that was not.
    case gray(side: Int)
}

extension ImageDecoder {
    /// Decodes a picture row by row into a sink. Throws as `decode` does; the sink may have taken rows by then.
    package static func stream<Sink: PictureSink & ~Copyable>(
        _ bytes: [UInt8], _ demand: PictureDemand = .pixels, limits: ImageLimits = ImageLimits(), into sink: inout Sink
    ) throws(AllianceError) {
        if bytes.count <= limits.bytes, ImageFormat(sniffing: bytes) == .jpeg {
            return try JPEGDecoder.stream(bytes, demand, limits, into: &sink)
        }
        let picture = try decode(bytes, limits: limits)
        sink.begin(
            PictureRows(
                pictureWidth: picture.width, pictureHeight: picture.height, width: picture.width,
                height: picture.height, scale: 1, layout: picture.layout))
        unsafe picture.samples.withUnsafeBytes { space in
            guard let base = space.baseAddress else { return }
            unsafe sink.take(base, stride: picture.width * picture.layout.rawValue, count: picture.height)
        }
    }
}
