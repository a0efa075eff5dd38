import Hashing
import Imaging

/// PDQ's filter as the reference writes it: whole planes, one value after the other, rows and columns in turn. The baseline.
enum PlainReference {
    /// The hash; the last step, from 64 x 64 values, is shared, because it takes no time worth mentioning.
    static func hash(of picture: Picture) -> PDQHash? {
        var plane: [Float] = []
        plane.reserveCapacity(picture.width * picture.height)
        let rgb = picture.rgb
        for place in stride(from: 0, to: rgb.count, by: 3) {
            let sum = Float(0.299) * Float(rgb[place]) + Float(0.587) * Float(rgb[place + 1])
            plane.append(sum + Float(0.114) * Float(rgb[place + 2]))
        }
        var other = plane
        for _ in 0..<2 {
            for row in 0..<picture.height { box(plane, &other, row * picture.width, picture.width, 1) }
            for column in 0..<picture.width { box(other, &plane, column, picture.height, picture.width) }
        }
        let small = (0..<4096).map { place -> Float in
            let row = (2 * (place / 64) + 1) * picture.height / 128
            return plane[row * picture.width + (2 * (place % 64) + 1) * picture.width / 128]
        }
        return PDQ.hash(luma: small, width: 64, height: 64)
    }

    private static func box(_ input: [Float], _ out: inout [Float], _ start: Int, _ length: Int, _ step: Int) {
        let window = (length + 127) / 128
        let half = (window + 2) / 2
        var (left, right, place) = (start, start, start)
        var sum: Float = 0
        var count = 0
        for turn in 0..<window {
            sum += input[right]
            count += 1
            right += step
            guard turn >= half - 1 else { continue }
            out[place] = sum / Float(count)
            place += step
        }
        for _ in 0..<length - window {
            sum += input[right]
            sum -= input[left]
            out[place] = sum / Float(count)
            left += step
            right += step
            place += step
        }
        for _ in 0..<half - 1 {
            sum -= input[left]
            count -= 1
            out[place] = sum / Float(count)
            left += step
            place += step
        }
    }
}
