import AllianceKit

/// JPEG through libjpeg-turbo: baseline and progressive, all subsamplings, gray, RGB, CMYK.
enum JPEGDecoder: FormatDecoder {
    static func decode(_ bytes: [UInt8], _ limits: ImageLimits) throws(AllianceError) -> Picture {
        try unsafe bytes.withUnsafeBufferPointer { space throws(AllianceError) in
            var reader = try unsafe JPEGReader(space, limits)
            try reader.start(gray: reader.space == .gray)
            let layout: Picture.Layout = reader.space == .gray ? .gray : .rgb
            let stride = reader.width * layout.rawValue
            return try unsafe picture(reader.width, reader.height, layout) { out in
                guard let base = out.baseAddress else { return nil }
                do throws(AllianceError) {
                    var row = 0
                    while row < reader.height {
                        row += try unsafe reader.rows(
                            into: base + row * stride, stride: stride, count: reader.height - row)
                    }
                    try reader.finish()
                    return nil
                } catch {
                    return error
                }
            }
        }
    }

    /// Rows that are decoded at a time: as many as the library makes of one row of halved chroma, twice.
    private static let batch = 4

    /// Decodes row by row, through a buffer of a few rows.
    static func stream<Sink: PictureSink & ~Copyable>(
        _ bytes: [UInt8], _ demand: PictureDemand, _ limits: ImageLimits, into sink: inout Sink
    ) throws(AllianceError) {
        try unsafe bytes.withUnsafeBufferPointer { space throws(AllianceError) in
            var reader = try unsafe JPEGReader(space, limits)
            var gray = reader.space == .gray
            var eighths = 8
            let least = min(reader.width, reader.height)
            if case .gray(let side) = demand, reader.space != .inks, least >= side / 2 {
                gray = true
                eighths = [1, 2, 4].first { (least * $0 + 7) / 8 >= side } ?? 8
            }
            try reader.start(gray: gray, eighths: eighths)
            sink.begin(
                PictureRows(
                    pictureWidth: reader.width, pictureHeight: reader.height, width: reader.rowWidth,
                    height: reader.rowCount, scale: 8 / eighths, layout: gray ? .gray : .rgb))
            let stride = reader.rowWidth * (gray ? 1 : 3)
            let buffer = UnsafeMutablePointer<UInt8>.allocate(capacity: stride * batch)
            defer { unsafe buffer.deallocate() }
            var row = 0
            while row < reader.rowCount {
                let count = try unsafe reader.rows(into: buffer, stride: stride, count: batch)
                unsafe sink.take(buffer, stride: stride, count: count)
                row += count
            }
            try reader.finish()
        }
    }
}
