import CJPEG

/// Writes JPEG for tests and measurements, which make their own pictures. The toolkit itself never writes one.
package enum JPEGEncoder {
    /// How chroma is reduced.
    package enum Subsampling: Int, CaseIterable, Sendable {
        case none444, half422, quarter420, half440, quarter411

        /// How many pixels across and down share one chroma sample.
        fileprivate var factors: (across: Int32, down: Int32) {
            switch self {
            case .none444: (1, 1)
            case .half422: (2, 1)
            case .quarter420: (2, 2)
            case .half440: (1, 2)
            case .quarter411: (4, 1)
            }
        }
    }

    /// The bytes of a picture as JPEG, or nil when the library refuses.
    package static func encode(
        _ picture: Picture, quality: Int = 90, subsampling: Subsampling = .quarter420, progressive: Bool = false
    ) -> [UInt8]? {
        var out: UnsafeMutablePointer<UInt8>?
        var count = 0
        let done = unsafe cjpeg_encode(
            picture.samples, UInt32(picture.width), UInt32(picture.height), Int32(picture.layout.rawValue),
            Int32(quality), subsampling.factors.across, subsampling.factors.down, progressive ? 1 : 0, &out, &count)
        defer { unsafe cjpeg_free(out) }
        guard Int(done) == CJPEG_OK, let start = unsafe out else { return nil }
        return unsafe Array(UnsafeBufferPointer(start: start, count: count))
    }
}
