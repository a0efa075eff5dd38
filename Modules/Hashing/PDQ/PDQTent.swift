import CKernels

/// One axis of the profile `fast`: the two boxes of the Jarosz filter and the choice of 64 places as one weighted sum for each place.
///
/// The footprint is the reference's on the full-resolution axis, edges included. On an axis that was decoded at reduced size each value
/// stands for `scale` pixels and has their weights' sum.
struct PDQTent {
    /// The first value of each sum.
    let start: [UInt32]
    /// How many values each sum has.
    let count: [UInt32]
    /// The weights of each sum, padded with zeros to whole vectors.
    let weights: [Float]
    /// Floats from one sum's weights to the next.
    let stride: Int

    /// The sums for an axis of `length` pixels that has `size` values.
    init(_ length: Int, in size: Int, scale: Int) {
        let full = (length + 127) / 128
        let half = (full + 2) / 2
        /// The pixels in the window around a place.
        func window(_ place: Int) -> ClosedRange<Int> {
            max(0, place - (full - half))...min(length - 1, place + half - 1)
        }
        var sums: [(start: Int, weights: [Double])] = []
        for k in 0..<64 {
            let outer = window((2 * k + 1) * length / 128)
            let first = window(outer.lowerBound).lowerBound / scale
            let last = min(size - 1, window(outer.upperBound).upperBound / scale)
            var weights = [Double](repeating: 0, count: max(1, last - first + 1))
            for place in outer {
                let inner = window(place)
                let weight = 1 / Double(outer.count * inner.count)
                for pixel in inner { weights[min(pixel / scale, last) - first] += weight }
            }
            sums.append((first, weights))
        }
        let most = sums.reduce(1) { max($0, $1.weights.count) }
        stride = (most + 15) / 16 * 16
        start = sums.map { UInt32($0.start) }
        count = sums.map { UInt32($0.weights.count) }
        var all = [Float](repeating: 0, count: 64 * stride)
        for (k, sum) in sums.enumerated() {
            for (tap, weight) in sum.weights.enumerated() { all[k * stride + tap] = Float(weight) }
        }
        weights = all
    }

    /// Hands the axis to the kernel, which copies it.
    func withAxis<Result>(_ body: (ck_pdq_axis) -> Result) -> Result {
        unsafe start.withUnsafeBufferPointer { start in
            unsafe count.withUnsafeBufferPointer { count in
                unsafe weights.withUnsafeBufferPointer { weights in
                    unsafe body(
                        ck_pdq_axis(
                            start: start.baseAddress, count: count.baseAddress, weights: weights.baseAddress,
                            stride: stride))
                }
            }
        }
    }
}
