import Imaging

/// Where the filter gets its luma from, a few rows at a time, so that no float plane of the whole picture is ever made.
struct PDQLuma {
    let width: Int
    let height: Int
    private let samples: [UInt8]
    private let channels: Int
    private let plane: [Float]

    /// Luma of a picture: 0.299 R + 0.587 G + 0.114 B in single precision from left to right, for gray with R = G = B.
    init(_ picture: Picture) {
        width = picture.width
        height = picture.height
        samples = picture.samples
        channels = picture.layout.rawValue
        plane = []
    }

    /// Luma that is there already.
    init?(_ luma: [Float], width: Int, height: Int) {
        let (count, overflow) = width.multipliedReportingOverflow(by: height)
        guard width > 0, height > 0, !overflow, luma.count == count else { return nil }
        self.width = width
        self.height = height
        samples = []
        channels = 0
        plane = luma
    }

    /// The products of every sample value; multiplying at once or by table gives the same bits.
    private static let red = (0...255).map { Float(0.299) * Float($0) }
    private static let green = (0...255).map { Float(0.587) * Float($0) }
    private static let blue = (0...255).map { Float(0.114) * Float($0) }

    /// Writes up to eight rows from `row` on into the lanes of `out`: lane k of element x is the luma at (x, row + k). Lanes beyond the
    /// last row are not written.
    func load(rowsFrom row: Int, into out: UnsafeMutablePointer<SIMD8<Float>>) {
        let lanes = unsafe UnsafeMutableRawPointer(out).assumingMemoryBound(to: Float.self)
        for lane in 0..<min(8, height - row) {
            let start = (row + lane) * width
            switch channels {
            case 3: unsafe loadRGB(samples.span.extracting(start * 3..<(start + width) * 3), lanes + lane)
            case 1: unsafe loadGray(samples.span.extracting(start..<start + width), lanes + lane)
            default:
                let line = plane.span.extracting(start..<start + width)
                for x in 0..<width { unsafe lanes[x * 8 + lane] = line[x] }
            }
        }
    }

    private func loadRGB(_ line: Span<UInt8>, _ out: UnsafeMutablePointer<Float>) {
        let red = Self.red.span
        let green = Self.green.span
        let blue = Self.blue.span
        for x in 0..<width {
            let sum =
                unsafe red[unchecked: Int(line[unchecked: x * 3])] + green[unchecked: Int(line[unchecked: x * 3 + 1])]
                + blue[unchecked: Int(line[unchecked: x * 3 + 2])]
            unsafe out[x * 8] = sum
        }
    }

    private func loadGray(_ line: Span<UInt8>, _ out: UnsafeMutablePointer<Float>) {
        for x in 0..<width {
            let place = Int(line[x])
            unsafe out[x * 8] = Self.red[place] + Self.green[place] + Self.blue[place]
        }
    }
}
