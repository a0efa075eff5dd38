import CKernels

/// The values to probe around a slot's value: all masks of a width with at most so many bits set, fewest first.
@safe final class ProbeMasks: @unchecked Sendable {
    /// The masks.
    let start: UnsafeMutablePointer<UInt32>
    /// How many.
    let count: Int

    init(width: Int, radius: Int) {
        let sizes = (0...radius).map { weight in
            (0..<weight).reduce(1) { $0 * (width - $1) / ($1 + 1) }
        }
        unsafe start = .allocate(capacity: sizes.reduce(0, +))
        var filled = 0
        for weight in 0...radius { filled += unsafe ck_masks(UInt32(width), UInt32(weight), start + filled) }
        count = filled
    }

    deinit { unsafe start.deallocate() }
}
