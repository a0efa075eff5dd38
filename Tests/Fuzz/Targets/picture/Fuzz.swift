import FuzzKit
import Hashing
import Imaging

/// Any bytes give a picture within the limits or a named error. Give it a corpus: Tests/Fixtures/pdq/images, Tests/Fixtures/pictures.
@main struct Fuzz {
    static func main() {
        let limits = ImageLimits(bytes: 1 << 20, pixels: 1_000_000)
        fuzz { bytes in
            guard let picture = try? ImageDecoder.decode(bytes, limits: limits) else { return }
            let pdq = PDQ.hash(of: picture)
            if picture.width * picture.height > limits.pixels || !(0...100 ~= pdq.quality) {
                fatalError("a picture beyond the limits")
            }
        }
    }
}
