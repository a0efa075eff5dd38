import AllianceKit
import Foundation
import Hashing
import Imaging
import TestKit
import Testing

/// The reference's plain loops over whole planes, to compare the streamed filter with on sizes that the vectors lack.
enum PlainPDQ {
    static func box(_ input: [Float], _ out: inout [Float], start: Int, length: Int, stride: Int) {
        let window = (length + 127) / 128
        let half = (window + 2) / 2
        var (left, right, place) = (start, start, start)
        var sum: Float = 0
        var count = 0
        for _ in 0..<half - 1 {
            sum += input[right]
            count += 1
            right += stride
        }
        for _ in 0..<window - half + 1 {
            sum += input[right]
            count += 1
            out[place] = sum / Float(count)
            right += stride
            place += stride
        }
        for _ in 0..<length - window {
            sum += input[right]
            sum -= input[left]
            out[place] = sum / Float(count)
            left += stride
            right += stride
            place += stride
        }
        for _ in 0..<half - 1 {
            sum -= input[left]
            count -= 1
            out[place] = sum / Float(count)
            left += stride
            place += stride
        }
    }

    /// The 64 x 64 values of a plane.
    static func reduce(_ plane: [Float], _ width: Int, _ height: Int) -> [Float] {
        var first = plane
        var second = plane
        for _ in 0..<2 {
            for row in 0..<height { box(first, &second, start: row * width, length: width, stride: 1) }
            for column in 0..<width { box(second, &first, start: column, length: height, stride: width) }
        }
        return (0..<4096).map { first[(2 * ($0 / 64) + 1) * height / 128 * width + (2 * ($0 % 64) + 1) * width / 128] }
    }

    /// The bits above the lower median of the frequencies.
    static func hash(_ small: [Float]) -> Hash256 {
        let frequencies = frequencies(small)
        let median = frequencies.sorted()[127]
        var hash = Hash256()
        for (bit, value) in frequencies.enumerated() where value > median { hash[bit] = true }
        return hash
    }

    /// The bits that mean something: their frequencies are farther from the median than sums of floats in another order can be. Pictures with a side
    /// of 8 or 16 have whole columns of frequencies that are zero but for rounding, and flat ones have nothing else.
    static func meaningful(_ small: [Float]) -> Hash256 {
        let frequencies = frequencies(small)
        let median = frequencies.sorted()[127]
        var mask = Hash256()
        for (bit, value) in frequencies.enumerated() where abs(value - median) > 0.001 { mask[bit] = true }
        return mask
    }

    /// The sixteen by sixteen frequencies of 64 x 64 values, one sum after the other.
    private static func frequencies(_ small: [Float]) -> [Float] {
        let scale = Float((2.0 / 64).squareRoot())
        let cosines = (0..<1024).map { place -> Float in
            let (i, j) = (Double(place / 64 + 1), Double(2 * (place % 64) + 1))
            let angle: Double = Double.pi / 2 / 64 * i * j
            return Float(Double(scale) * cos(angle))
        }
        var half = [Float](repeating: 0, count: 1024)
        for i in 0..<16 {
            for j in 0..<64 {
                var sum: Float = 0
                for k in 0..<64 { sum += cosines[i * 64 + k] * small[k * 64 + j] }
                half[i * 64 + j] = sum
            }
        }
        var frequencies = [Float](repeating: 0, count: 256)
        for i in 0..<16 {
            for j in 0..<16 {
                var sum: Float = 0
                for k in 0..<64 { sum += half[i * 64 + k] * cosines[j * 64 + k] }
                frequencies[i * 16 + j] = sum
            }
        }
        return frequencies
    }

    /// The reference's quality of 64 x 64 values.
    static func quality(_ small: [Float]) -> Int {
        var sum = 0
        for place in 0..<4096 {
            if place < 4032 { sum += abs(Int((small[place] - small[place + 64]) * 100 / 255)) }
            if place % 64 < 63 { sum += abs(Int((small[place] - small[place + 1]) * 100 / 255)) }
        }
        return min(100, sum / 90)
    }
}

@Suite struct PDQReferenceTests {
    /// A picture that is 64 x 64 is not filtered, so hashing the plainly reduced values compares the filters alone.
    @Test(arguments: [
        (5, 5), (5, 300), (300, 5), (8, 9), (63, 64), (64, 63), (65, 127), (128, 128), (129, 128), (127, 257),
        (256, 255),
        (333, 40), (40, 333), (513, 300), (640, 1025), (1281, 17), (17, 1281),
    ])
    func streamedFilterEqualsThePlainOne(width: Int, height: Int) throws {
        let random = TestRandomness(seed: UInt64(width * 4096 + height))
        var wave = 0
        let luma = random.bytes(width * height).map { byte -> Float in
            wave += 1
            return Float(byte) / 2 + Float(wave / 7 % 128)
        }
        let streamed = try #require(PDQ.hash(luma: luma, width: width, height: height))
        let plain = try #require(PDQ.hash(luma: PlainPDQ.reduce(luma, width, height), width: 64, height: 64))
        #expect(streamed == plain)
    }

    @Test(arguments: [(4, 100), (100, 4), (1, 1)])
    func smallSidesHaveNoHash(width: Int, height: Int) throws {
        let pdq = try #require(
            PDQ.hash(luma: [Float](repeating: 7, count: width * height), width: width, height: height))
        #expect(pdq == PDQHash(hash: Hash256(), quality: 0, profile: .full))
        let picture = try #require(
            Picture(width: width, height: height, layout: .gray, samples: [UInt8](repeating: 9, count: width * height)))
        #expect(PDQ.dihedral(of: picture).hashes == [Hash256](repeating: Hash256(), count: 8))
    }

    @Test func planesOfAnotherSizeAreRefused() {
        #expect(PDQ.hash(luma: [1, 2, 3], width: 2, height: 2) == nil)
        #expect(PDQ.hash(luma: [], width: 0, height: 0) == nil)
        #expect(PDQ.hash(luma: [], width: .max, height: .max) == nil)
    }

    @Test func grayEqualsEqualChannels() throws {
        let samples = TestRandomness(seed: 3).bytes(90 * 70)
        let gray = try #require(Picture(width: 90, height: 70, layout: .gray, samples: samples))
        let rgb = try #require(Picture(width: 90, height: 70, layout: .rgb, samples: gray.rgb))
        #expect(PDQ.hash(of: gray) == PDQ.hash(of: rgb))
    }

    @Test func bytesAreHashedInOneCall() throws {
        let bytes = try Fixtures.bytes("pdq/images/png-gray8-256x256.png")
        #expect(try PDQ.hash(decoding: bytes) == PDQ.hash(of: try ImageDecoder.decode(bytes)))
        #expect(throws: AllianceError.self) { try PDQ.hash(decoding: Array("text".utf8)) }
    }
}
