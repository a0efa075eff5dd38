/// Decoded pixels: 8-bit samples, rows from top to bottom, packed without gaps. Nothing is rotated, scaled or colour-managed.
public struct Picture: Sendable, Hashable {
    /// Which samples a pixel has.
    public enum Layout: Int, Sendable {
        /// One sample.
        case gray = 1
        /// Red, green, blue.
        case rgb = 3
    }

    /// Pixels across, at least 1.
    public let width: Int
    /// Pixels down, at least 1.
    public let height: Int
    /// Which samples a pixel has.
    public let layout: Layout
    /// `width * height * layout.rawValue` samples.
    public let samples: [UInt8]

    /// Makes a picture; nil unless there are exactly as many samples as the size asks for.
    public init?(width: Int, height: Int, layout: Layout, samples: [UInt8]) {
        let (pixels, overflow) = width.multipliedReportingOverflow(by: height)
        guard width > 0, height > 0, !overflow, pixels <= Int.max / 4, samples.count == pixels * layout.rawValue else {
            return nil
        }
        self.width = width
        self.height = height
        self.layout = layout
        self.samples = samples
    }

    /// The samples as red, green, blue; gray becomes three equal samples.
    public var rgb: [UInt8] {
        guard layout == .gray else { return samples }
        return unsafe [UInt8](unsafeUninitializedCapacity: samples.count * 3) { space, count in
            for (place, sample) in samples.enumerated() {
                unsafe space[place * 3] = sample
                unsafe space[place * 3 + 1] = sample
                unsafe space[place * 3 + 2] = sample
            }
            count = samples.count * 3
        }
    }
}
