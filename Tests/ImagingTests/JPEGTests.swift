import AllianceKit
import Imaging
import TestKit
import Testing

@Suite struct JPEGTests {
    /// Smooth waves: what JPEG keeps well.
    static func waves(_ width: Int, _ height: Int, _ layout: Picture.Layout) -> Picture {
        var samples: [UInt8] = []
        for y in 0..<height {
            for x in 0..<width {
                let red = UInt8(clamping: 40 + x * 160 / max(1, width))
                samples.append(red)
                guard layout == .rgb else { continue }
                samples.append(UInt8(clamping: 60 + y * 120 / max(1, height)))
                samples.append(UInt8(clamping: 200 - (x + y) * 120 / (width + height)))
            }
        }
        return Picture(width: width, height: height, layout: layout, samples: samples)!
    }

    @Test(arguments: JPEGEncoder.Subsampling.allCases, [false, true])
    func everySubsampling(subsampling: JPEGEncoder.Subsampling, progressive: Bool) throws {
        for (width, height) in [(1, 1), (7, 3), (64, 64), (97, 131)] {
            let made = Self.waves(width, height, .rgb)
            let bytes = try #require(
                JPEGEncoder.encode(made, quality: 95, subsampling: subsampling, progressive: progressive))
            let picture = try ImageDecoder.decode(bytes)
            #expect(picture.width == width && picture.height == height && picture.layout == .rgb)
            // Halved chroma smears the steep slopes of tiny pictures.
            #expect(Self.worst(picture, made) <= (width < 64 ? 40 : 14))
        }
    }

    @Test func gray() throws {
        let made = Self.waves(50, 41, .gray)
        let picture = try ImageDecoder.decode(try #require(JPEGEncoder.encode(made, quality: 95)))
        #expect(picture.layout == .gray)
        #expect(Self.worst(picture, made) <= 8)
        #expect(picture.rgb.count == 50 * 41 * 3)
    }

    @Test func theEndIsNeededAndWhatFollowsItIsNot() throws {
        let bytes = try #require(JPEGEncoder.encode(Self.waves(64, 48, .rgb)))
        let error = #expect(throws: AllianceError.self) { try ImageDecoder.decode(Array(bytes.dropLast(2))) }
        #expect(error?.code == "imaging.jpeg.truncated")
        let whole = try ImageDecoder.decode(bytes)
        #expect(try ImageDecoder.decode(bytes + Array("PK\u{3}\u{4} something else".utf8)) == whole)
    }

    @Test func manyScansOfManyPixelsAreRefused() throws {
        var bytes = try #require(JPEGEncoder.encode(Self.waves(2000, 2000, .gray), progressive: true))
        // A comment full of start-of-scan markers stands for a file that really has so many.
        let markers = [UInt8](repeating: 0, count: 30_000).indices.map { $0 % 2 == 0 ? UInt8(0xff) : 0xda }
        bytes.insert(contentsOf: [0xff, 0xfe, 0x75, 0x32] + markers, at: 2)
        let error = #expect(throws: AllianceError.self) { try ImageDecoder.decode(bytes) }
        #expect(error?.code == "imaging.jpeg.scans")
    }

    private static func worst(_ one: Picture, _ other: Picture) -> Int {
        zip(one.samples, other.samples).map { abs(Int($0) - Int($1)) }.max() ?? .max
    }
}
