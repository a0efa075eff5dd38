import AllianceKit
import CommandLineKit
import Hashing
import Imaging
import TestKit
import Testing

/// The profiles `ref512` and `fast`; `full` has its vectors in `PDQVectorTests`.
@Suite struct PDQProfileTests {
    static let rows = (try? Fixtures.table("pdq/reference-compare.tsv")) ?? []

    /// The files whose bits are comparable.
    static let exact = Set(PDQVectorTests.rows.filter { $0["check"] == "exact" }.compactMap { $0["file"] })

    @Test func theReferenceToolsHashes() throws {
        var compared = 0
        for row in Self.rows {
            let file = try #require(row["file"])
            guard let pdq = row["tool_on_same_pixels_pdq"], !pdq.isEmpty else { continue }
            let hash = PDQ.hash(of: try PDQVectorTests.picture(file), profile: .ref512)
            #expect(hash.profile == .ref512)
            #expect(String(hash.quality) == row["tool_on_same_pixels_quality"], "\(file)")
            // Flat pictures have bits of rounding noise, in which the tool and its Python binding differ as well.
            guard Self.exact.contains(file) else { continue }
            #expect(hash.hex == pdq, "\(file)")
            compared += 1
        }
        #expect(compared >= 55)
    }

    /// Larger pictures of every shape: reducing by the nearest pixel first and hashing the small picture in full is the same.
    @Test(arguments: [(513, 7), (7, 513), (600, 600), (512, 513), (1024, 300), (1023, 511), (5, 2000)])
    func reducedByTheNearestPixel(width: Int, height: Int) throws {
        for layout in [Picture.Layout.gray, .rgb] {
            let samples = SyntheticPicture.samples(width, height, layout, seed: UInt64(width * height))
            let picture = try #require(Picture(width: width, height: height, layout: layout, samples: samples))
            var small: [UInt8] = []
            for y in 0..<512 {
                for x in 0..<512 {
                    let start = (y * height / 512 * width + x * width / 512) * layout.rawValue
                    small += samples[start..<start + layout.rawValue]
                }
            }
            let reduced = try #require(Picture(width: 512, height: 512, layout: layout, samples: small))
            let hash = PDQ.hash(of: picture, profile: .ref512)
            #expect(hash.hash == PDQ.hash(of: reduced).hash)
            #expect(hash.quality == PDQ.hash(of: reduced).quality)
            #expect(PDQ.dihedral(of: picture, profile: .ref512).original == hash)
        }
    }

    @Test func fastIsNearFull() throws {
        for row in Self.rows {
            let picture = try PDQVectorTests.picture(try #require(row["file"]))
            let full = PDQ.hash(of: picture)
            let fast = PDQ.hash(of: picture, profile: .fast)
            #expect(fast.profile == .fast)
            #expect(abs(fast.quality - full.quality) <= 1)
            if full.quality >= 80 { #expect(fast.hash.distance(to: full.hash) <= 2, "\(row["file"] ?? "")") }
        }
    }

    @Test(arguments: PDQVariant.allCases.filter { $0.isSupported && $0 != .best }, PDQProfile.allCases)
    func everyInstructionSetGivesTheSameBits(variant: PDQVariant, profile: PDQProfile) throws {
        for (width, height) in [(5, 130), (64, 64), (65, 31), (200, 517), (640, 360)] {
            for layout in [Picture.Layout.gray, .rgb] {
                let samples = SyntheticPicture.samples(width, height, layout, seed: 9)
                let picture = try #require(Picture(width: width, height: height, layout: layout, samples: samples))
                let plain = PDQ.hash(of: picture, profile: profile, variant: .plain)
                #expect(PDQ.hash(of: picture, profile: profile, variant: variant) == plain)
            }
        }
    }

    @Test func theCommandComputesEveryProfile() async throws {
        let file = Fixtures.path("pdq/images/jpg-baseline-420-1024x768.jpg")
        let expected = try #require(Self.rows.first { $0["file"]?.hasSuffix("1024x768.jpg") == true })
        for (profile, column) in [("full", "binding_pdq"), ("ref512", "tool_on_same_pixels_pdq")] {
            let run = await HashingWorkspace()("compute", "--profile", profile, "--dihedral", file)
            let record = try JSONText.decode(Array(run.output.utf8)).objectValue
            #expect(record?["pdqProfile"]?.stringValue == profile)
            #expect(record?["pdq"]?.stringValue == expected[column])
            #expect(record?["dihedral"]?.objectValue?["original"]?.stringValue == expected[column])
        }
        let run = await HashingWorkspace()("compute", "--profile", "fast", file)
        let record = try JSONText.decode(Array(run.output.utf8)).objectValue
        #expect(record?["pdqProfile"]?.stringValue == "fast")
        #expect(record?["width"]?.integerValue == 1024)
        let hash = try #require(record?["pdq"]?.stringValue.flatMap { Hash256(hex: $0) })
        let full = try #require(expected["binding_pdq"].flatMap { Hash256(hex: $0) })
        #expect(hash.distance(to: full) <= 10)
    }
}
