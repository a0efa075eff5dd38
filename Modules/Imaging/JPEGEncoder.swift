import CTurboJPEG

/// Writes JPEG for tests and measurements, which make their own pictures. The toolkit itself never writes one.
package enum JPEGEncoder {
    /// How chroma is reduced.
    package enum Subsampling: Int, CaseIterable, Sendable {
        case none444, half422, quarter420, half440, quarter411

        fileprivate var value: TJSAMP {
            switch self {
            case .none444: TJSAMP_444
            case .half422: TJSAMP_422
            case .quarter420: TJSAMP_420
            case .half440: TJSAMP_440
            case .quarter411: TJSAMP_411
            }
        }
    }

    /// The bytes of a picture as JPEG, or nil when the library refuses.
    package static func encode(
        _ picture: Picture, quality: Int = 90, subsampling: Subsampling = .quarter420, progressive: Bool = false
    ) -> [UInt8]? {
        guard let handle = unsafe tjInitCompress() else { return nil }
        defer { _ = unsafe tjDestroy(handle) }
        let gray = picture.layout == .gray
        let format = gray ? TJPF_GRAY : TJPF_RGB
        let chroma = gray ? TJSAMP_GRAY : subsampling.value
        let flags = TJFLAG_ACCURATEDCT | (progressive ? TJFLAG_PROGRESSIVE : 0)
        var out: UnsafeMutablePointer<UInt8>?
        var size: UInt = 0
        let done = unsafe tjCompress2(
            handle, picture.samples, Int32(picture.width), 0, Int32(picture.height), Int32(format.rawValue), &out,
            &size, Int32(chroma.rawValue), Int32(quality), flags)
        defer { unsafe tjFree(out) }
        guard done == 0, let start = unsafe out else { return nil }
        return unsafe Array(UnsafeBufferPointer(start: start, count: Int(size)))
    }
}
