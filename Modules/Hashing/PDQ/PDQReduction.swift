package import AllianceKit
import CKernels
import Imaging

/// Reduces a plane that arrives row by row to 64 x 64 values, the way a profile asks for. No plane of the whole picture is ever made.
///
///     var reduction = PDQReduction(.full, width: 1920, height: 1080)
///     reduction.take(rows, stride: 1920 * 3, count: 1080, as: .rgb)
///     let transform = PDQTransform(reduction.finish())
@safe package struct PDQReduction: ~Copyable {
    /// What the values of a row are.
    package enum Format: Int32, Sendable {
        /// Luma as single-precision numbers 0…255.
        case luma = 0
        /// One byte a pixel.
        case gray = 1
        /// Three bytes a pixel.
        case rgb = 3

        /// Bytes of a pixel.
        var stride: Int { self == .luma ? 4 : Int(rawValue) }

        init(_ layout: Picture.Layout) { self = layout == .gray ? .gray : .rgb }
    }

    @unsafe private enum Work {
        /// The reference's filter over all pixels.
        case filter(OpaquePointer)
        /// The same over the pixels that a resize by the nearest one picks.
        case sampled(OpaquePointer)
        /// Weighted sums.
        case tent(OpaquePointer)
        /// The values themselves, of a plane of 64 x 64.
        case copy
    }

    private let work: Work
    private let variant: PDQVariant
    private let width: Int
    private let height: Int
    /// Sampled columns; empty unless sampled.
    private var columns: [UInt32] = []
    private var taken = 0
    private var sampledRows = 0
    private var copied: [Float] = []

    /// The side to which `ref512` resizes.
    static let side = 512

    /// Starts a plane of `width * height` values, both at least 1. With `fast` the plane may be smaller than the picture, of which each of its
    /// values then stands for `scale * scale` pixels; `full` is the picture's size.
    package init(
        _ profile: PDQProfile, width: Int, height: Int, standingFor full: (width: Int, height: Int)? = nil,
        scale: Int = 1, variant: PDQVariant = .best
    ) {
        precondition(width > 0 && height > 0 && scale > 0)
        self.width = width
        self.height = height
        self.variant = variant
        let made: OpaquePointer?
        if width == 64, height == 64, scale == 1 {
            unsafe work = .copy
            return
        }
        // The bits of small pictures hang on rounding where samples repeat, and the exact filter takes no time there.
        let isSmall = scale == 1 && min(width, height) < Self.side / 2
        switch profile == .fast && isSmall ? .full : profile {
        case .ref512 where width > Self.side || height > Self.side:
            columns = (0..<Self.side).map { UInt32($0 * width / Self.side) }
            unsafe made = ck_pdq_filter_new(Self.side, Self.side, variant.rawValue)
            unsafe work = .sampled(Self.required(made))
        case .full, .ref512:
            unsafe made = ck_pdq_filter_new(width, height, variant.rawValue)
            unsafe work = .filter(Self.required(made))
        case .fast:
            let across = PDQTent(full?.width ?? width, in: width, scale: scale)
            let down = PDQTent(full?.height ?? height, in: height, scale: scale)
            unsafe made = across.withAxis { across in
                unsafe down.withAxis { down in unsafe ck_pdq_tent_new(width, height, across, down, variant.rawValue) }
            }
            unsafe work = .tent(Self.required(made))
        }
    }

    deinit {
        switch unsafe work {
        case .filter(let filter), .sampled(let filter): unsafe ck_pdq_filter_free(filter)
        case .tent(let tent): unsafe ck_pdq_tent_free(tent)
        case .copy: break
        }
    }

    private static func required(_ made: OpaquePointer?) -> OpaquePointer {
        guard let made = unsafe made else { preconditionFailure("there is no memory for the filter of a picture") }
        return unsafe made
    }

    /// Takes the next rows, `stride` bytes apart. Rows beyond the height are left out.
    package mutating func take(_ rows: UnsafeRawPointer, stride: Int, count: Int, as format: Format) {
        let count = min(count, height - taken)
        guard count > 0 else { return }
        switch unsafe work {
        case .filter(let filter): unsafe ck_pdq_filter_rows(filter, rows, stride, count, format.rawValue)
        case .tent(let tent): unsafe ck_pdq_tent_rows(tent, rows, stride, count, format.rawValue)
        case .sampled(let filter):
            for row in taken..<taken + count {
                // The rows of the resized picture that take this one: those with floor(i * height / 512) = row.
                var times = 0
                while sampledRows + times < Self.side, (sampledRows + times) * height / Self.side == row { times += 1 }
                guard times > 0 else { continue }
                unsafe ck_pdq_filter_sampled(
                    filter, rows + (row - taken) * stride, width, format.rawValue, columns, times)
                sampledRows += times
            }
        case .copy:
            var line = [Float](repeating: 0, count: width)
            for row in 0..<count {
                unsafe ck_pdq_luma(rows + row * stride, width, format.rawValue, &line, variant.rawValue)
                copied += line
            }
        }
        taken += count
    }

    /// Takes all rows of a picture of the plane's size, or of a part of it.
    mutating func take(_ picture: Picture, part: PictureBox? = nil) {
        let box = part ?? PictureBox(x: 0, y: 0, width: picture.width, height: picture.height)
        let bytes = picture.layout.rawValue
        unsafe picture.samples.withUnsafeBytes { space in
            guard let base = space.baseAddress else { return }
            unsafe take(
                base + (box.y * picture.width + box.x) * bytes, stride: picture.width * bytes, count: box.height,
                as: Format(picture.layout))
        }
    }

    /// Ends the plane: 64 x 64 values, row by row. All rows must have been taken.
    package consuming func finish() -> [Float] {
        precondition(taken == height, "the plane is not complete")
        if case .copy = unsafe work { return copied }
        return unsafe [Float](unsafeUninitializedCapacity: 4096) { space, count in
            switch unsafe work {
            case .filter(let filter), .sampled(let filter): unsafe ck_pdq_filter_finish(filter, space.baseAddress)
            case .tent(let tent): unsafe ck_pdq_tent_finish(tent, space.baseAddress)
            case .copy: break
            }
            count = 4096
        }
    }
}
