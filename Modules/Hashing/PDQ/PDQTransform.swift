import AllianceKit
import Glibc

/// The 16 x 16 low frequencies of a picture, from which all eight hashes are made, and its quality.
struct PDQTransform {
    /// Row by row.
    let frequencies: [Float]
    /// 0…100.
    let quality: Int

    /// Filters and transforms; nil for pictures with a side below five.
    init?(_ luma: PDQLuma) {
        guard luma.width >= PDQ.minimumSide, luma.height >= PDQ.minimumSide else { return nil }
        let small: [Float]
        if luma.width == 64, luma.height == 64 {
            small = luma.values64()
        } else {
            small = PDQFilter(width: luma.width, height: luma.height).run(luma)
        }
        quality = Self.quality(of: small)
        frequencies = Self.transform(small)
    }

    /// How much the 64 x 64 values change from one to the next, cut to 0…100: a measure of structure, not of beauty.
    static func quality(of small: [Float]) -> Int {
        var sum = 0
        func add(_ first: Float, _ second: Float) { sum += abs(Int((first - second) * 100 / 255)) }
        for row in 0..<63 {
            for column in 0..<64 { add(small[row * 64 + column], small[row * 64 + 64 + column]) }
        }
        for row in 0..<64 {
            for column in 0..<63 { add(small[row * 64 + column], small[row * 64 + column + 1]) }
        }
        return min(100, sum / 90)
    }

    /// Rows 1…16 of the 64-point cosine transform; the constant row 0 is left out.
    private static let cosines: [Float] = {
        let scale = Float((2.0 / 64).squareRoot())
        return (0..<16).flatMap { i in
            (0..<64).map { j in Float(Double(scale) * cos(.pi / 2 / 64 * Double(i + 1) * Double(2 * j + 1))) }
        }
    }()

    /// The same by columns: element k holds the sixteen factors of input k.
    private static let cosineColumns: [SIMD16<Float>] = (0..<64).map { k in
        var column = SIMD16<Float>.zero
        for j in 0..<16 { column[j] = cosines[j * 64 + k] }
        return column
    }

    /// D A D^T; every sum over k ascending, so the lanes are the columns.
    private static func transform(_ small: [Float]) -> [Float] {
        let rows: [SIMD16<Float>] = (0..<256).map { place in
            var values = SIMD16<Float>.zero
            for lane in 0..<16 { values[lane] = small[place * 16 + lane] }
            return values
        }
        let input = rows.span
        let columns = cosineColumns.span
        var result: [Float] = []
        result.reserveCapacity(256)
        for i in 0..<16 {
            var parts = [SIMD16<Float>](repeating: .zero, count: 4)
            for part in 0..<4 {
                var sum = SIMD16<Float>.zero
                for k in 0..<64 { sum += cosines[i * 64 + k] * input[k * 4 + part] }
                parts[part] = sum
            }
            var sum = SIMD16<Float>.zero
            for k in 0..<64 { sum += parts[k / 16][k % 16] * columns[k] }
            for j in 0..<16 { result.append(sum[j]) }
        }
        return result
    }
}

extension PDQLuma {
    /// The values of a picture of 64 x 64, row by row: it is not filtered.
    fileprivate func values64() -> [Float] {
        var values = [Float](repeating: 0, count: 4096)
        var lanes = [SIMD8<Float>](repeating: .zero, count: 64)
        for start in stride(from: 0, to: 64, by: 8) {
            unsafe lanes.withUnsafeMutableBufferPointer { space in
                if let base = space.baseAddress { unsafe load(rowsFrom: start, into: base) }
            }
            for lane in 0..<8 {
                for x in 0..<64 { values[(start + lane) * 64 + x] = lanes[x][lane] }
            }
        }
        return values
    }
}
