import AllianceKit
import Imaging

/// The synthetic pictures of the measurements: gradients, noise of many octaves as natural scenes have it, hard-edged shapes, and a little of a
/// sensor's noise; the same every time.
enum BenchPicture {
    /// One of a size. A greater `contrast` gives it more structure and a higher PDQ quality.
    static func make(_ width: Int, _ height: Int, seed: UInt64 = 7, contrast: Float = 1) -> Picture? {
        var state = seed
        func draw() -> UInt64 {
            state &+= 0x9e37_79b9_7f4a_7c15
            var mixed = state
            mixed = (mixed ^ mixed >> 30) &* 0xbf58_476d_1ce4_e5b9
            mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
            return mixed ^ mixed >> 31
        }
        // Value noise: a lattice of random heights for each octave, twice as fine and about half as high as the one before.
        let octaves = (0..<7).map { octave -> (side: Int, heights: [Float]) in
            let side = 3 << octave
            return (
                side,
                (0..<(side + 2) * (side + 2)).map { _ in
                    contrast * Float(draw() % 1024) / 1024 * 80 / Float(1 << octave).squareRoot() / Float(octave + 1)
                }
            )
        }
        let shapes = (0..<12).map { _ in (0..<6).map { _ in Int(draw() % 256) } }
        var samples = [UInt8](repeating: 0, count: width * height * 3)
        var line = [Float](repeating: 0, count: width)
        for y in 0..<height {
            for x in 0..<width { line[x] = 30 + 60 * Float(x) / Float(width) + 40 * Float(y) / Float(height) }
            for octave in octaves {
                let v = Float(y) * Float(octave.side) / Float(height)
                let row = Int(v)
                let b = v - Float(row)
                for x in 0..<width {
                    let u = Float(x) * Float(octave.side) / Float(width)
                    let column = Int(u)
                    let a = u - Float(column)
                    let place = row * (octave.side + 2) + column
                    let upper = octave.heights[place] * (1 - a) + octave.heights[place + 1] * a
                    let below = place + octave.side + 2
                    let lower = octave.heights[below] * (1 - a) + octave.heights[below + 1] * a
                    line[x] += upper * (1 - b) + lower * b
                }
            }
            for x in 0..<width {
                var value = Int(line[x])
                let (u, v) = (x * 256 / width, y * 256 / height)
                for shape in shapes where abs(u - shape[0]) < shape[2] / 8 && abs(v - shape[1]) < shape[3] / 8 {
                    value = (value + shape[4]) / 2
                }
                let noise = Int(truncatingIfNeeded: draw())
                let place = (y * width + x) * 3
                let grain = (noise & 7) + (noise >> 3 & 7) - 7
                samples[place] = UInt8(clamping: value + grain + (noise >> 6 & 3))
                samples[place + 1] = UInt8(clamping: value * 7 / 8 + v / 8 + grain + (noise >> 8 & 3))
                samples[place + 2] = UInt8(clamping: value * 3 / 4 + u / 6 + grain + (noise >> 10 & 3))
            }
        }
        return Picture(width: width, height: height, layout: .rgb, samples: samples)
    }
}
