import AllianceKit
import Imaging
import TestKit
import Testing

@Suite struct WebPAnimationTests {
    private func number(_ value: Int, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> ($0 * 8)) }
    }

    private func chunk(_ name: String, _ content: [UInt8]) -> [UInt8] {
        Array(name.utf8) + number(content.count, 4) + content + (content.count % 2 == 1 ? [0] : [])
    }

    /// An animation of a still picture's bitstream, made by hand: the frame stands at (x, y) of a canvas.
    private func animation(canvas: (Int, Int), frame: (Int, Int), at place: (Int, Int)) throws -> [UInt8] {
        let still = try Fixtures.bytes("pdq/images/webp-lossless-240x180.webp")
        let bitstream = Array(still[12...])
        let header = [0x02, 0, 0, 0] + number(canvas.0 - 1, 3) + number(canvas.1 - 1, 3)
        let frame =
            number(place.0 / 2, 3) + number(place.1 / 2, 3) + number(frame.0 - 1, 3) + number(frame.1 - 1, 3)
            + number(100, 3) + [0] + bitstream
        let chunks =
            chunk("VP8X", header) + chunk("ANIM", [0, 0, 0, 0, 0, 0]) + chunk("ANMF", frame) + chunk("ANMF", frame)
        return Array("RIFF".utf8) + number(chunks.count + 4, 4) + Array("WEBP".utf8) + chunks
    }

    @Test func theFirstFrameIsThePicture() throws {
        let still = try ImageDecoder.decode(try Fixtures.bytes("pdq/images/webp-lossless-240x180.webp"))
        let moving = try ImageDecoder.decode(
            try animation(canvas: (240, 180), frame: (240, 180), at: (0, 0)))
        #expect(moving == still)
    }

    @Test func aSmallerFrameStandsOnABlackCanvas() throws {
        let still = try ImageDecoder.decode(try Fixtures.bytes("pdq/images/webp-lossless-240x180.webp"))
        let moving = try ImageDecoder.decode(
            try animation(canvas: (260, 200), frame: (240, 180), at: (10, 12)))
        #expect(moving.width == 260 && moving.height == 200)
        #expect(moving.samples[..<(260 * 12 * 3)].allSatisfy { $0 == 0 })
        let row = (12 * 260 + 10) * 3
        #expect(Array(moving.samples[row..<row + 240 * 3]) == Array(still.samples[..<(240 * 3)]))
    }

    @Test func aFrameBeyondItsCanvasIsDamage() throws {
        let bytes = try animation(canvas: (240, 180), frame: (240, 180), at: (2, 0))
        let error = #expect(throws: AllianceError.self) { try ImageDecoder.decode(bytes) }
        #expect(error?.code == "imaging.webp.damaged")
    }

    /// Found by fuzzing: a container that says it is shorter than its own head.
    @Test(arguments: [0, 3, 1 << 31]) func aContainerWithALyingLengthIsTruncated(length: Int) {
        let bytes =
            Array("RIFF".utf8) + number(length, 4) + Array("WEBPVP8 ".utf8) + number(5584, 4)
            + [UInt8](repeating: 0x6d, count: 18)
        let error = #expect(throws: AllianceError.self) { try ImageDecoder.decode(bytes) }
        #expect(error?.code == "imaging.webp.truncated")
    }

    @Test func framesWithinFramesAreNotFollowed() {
        let length = 20_000 * 24
        var nested: [UInt8] = []
        for place in stride(from: 0, to: length, by: 24) {
            nested += Array("ANMF".utf8) + number(length - place - 8, 4) + [UInt8](repeating: 0, count: 16)
        }
        let bytes = Array("RIFF".utf8) + number(nested.count + 4, 4) + Array("WEBP".utf8) + nested
        #expect(throws: AllianceError.self) { try ImageDecoder.decode(bytes) }
    }
}
