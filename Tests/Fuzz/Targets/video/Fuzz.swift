import FuzzKit
import Hashing
import Imaging

/// Any bytes give frames within the limits or a named error. Give it a corpus: Tests/Fixtures/video.
@main struct Fuzz {
    static func main() {
        let limits = VideoLimits(
            duration: 60, frames: 50, pixels: 250_000, side: 1_000, streams: 8, processorSeconds: 5, bytes: 1 << 20)
        fuzz { bytes in
            guard let reader = try? VideoFrames(.bytes(bytes), limits: limits) else { return }
            var count = 0
            while count < 20, let frame = try? reader.next() {
                count += 1
                guard let picture = try? reader.picture(.gray) else { continue }
                let pdq = PDQ.hash(of: picture)
                if frame.width * frame.height > limits.pixels || !(0...100 ~= pdq.quality) {
                    fatalError("a frame beyond the limits")
                }
            }
            if let fault = reader.fault, fault.code.isEmpty { fatalError("a fault without a code") }
        }
    }
}
