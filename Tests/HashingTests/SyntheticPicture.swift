import Imaging
import TestKit

/// Pictures that tests make of a seed: gradients, tiles, hard-edged shapes and a little noise, with structure in every frequency.
enum SyntheticPicture {
    /// The samples of one.
    static func samples(_ width: Int, _ height: Int, _ layout: Picture.Layout, seed: UInt64) -> [UInt8] {
        let random = TestRandomness(seed: seed)
        let noise = random.bytes(width * height)
        let shapes = random.bytes(24).map { Int($0) }
        let tiles = random.bytes(256).map { Int($0) / 2 }
        var samples: [UInt8] = []
        samples.reserveCapacity(width * height * layout.rawValue)
        for y in 0..<height {
            for x in 0..<width {
                let (u, v) = (x * 256 / width, y * 256 / height)
                var value = u * shapes[0] / 512 + v * shapes[1] / 512
                for shape in 0..<5 {
                    let (left, top, size) = (shapes[shape * 4 + 2], shapes[shape * 4 + 3], shapes[shape * 4 + 4])
                    if abs(u - left) < size / 3, abs(v - top) < size / 4 { value += shapes[shape * 4 + 5] / 2 - 30 }
                }
                value += tiles[v / 16 * 16 + u / 16]
                value += Int(noise[y * width + x]) / 16
                samples.append(UInt8(clamping: value))
                guard layout == .rgb else { continue }
                samples.append(UInt8(clamping: value * 3 / 4 + v / 4))
                samples.append(UInt8(clamping: 220 - value / 2 - u / 8))
            }
        }
        return samples
    }

    /// A whole picture.
    static func picture(_ width: Int, _ height: Int, _ layout: Picture.Layout = .rgb, seed: UInt64) -> Picture {
        Picture(width: width, height: height, layout: layout, samples: samples(width, height, layout, seed: seed))!
    }
}
