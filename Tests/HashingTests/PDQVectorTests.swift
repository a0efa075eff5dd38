import AllianceKit
import Cryptography
import Hashing
import Imaging
import TestKit
import Testing

@Suite struct PDQVectorTests {
    static let rows = (try? Fixtures.table("pdq/expected.tsv")) ?? []

    /// A fixture's picture; PPM and PGM without any codec.
    static func picture(_ file: String) throws -> Picture {
        let bytes = try Fixtures.bytes("pdq/\(file)")
        guard file.hasPrefix("raw/") else { return try ImageDecoder.decode(bytes) }
        return try #require(PortableAnyMap.picture(bytes))
    }

    @Test func allVectorsAreThere() { #expect(Self.rows.count == 67) }

    @Test(arguments: rows)
    func hashAndQuality(row: [String: String]) throws {
        let file = try #require(row["file"])
        let picture = try Self.picture(file)
        #expect("\(picture.width)x\(picture.height)" == "\(row["width"] ?? "")x\(row["height"] ?? "")")
        let same = Digester.digest(.sha256, of: picture.rgb).hex == row["rgb_sha256"]
        #expect(same, "\(file): other pixels")
        let pdq = PDQ.hash(of: picture)
        #expect(String(pdq.quality) == row["quality"])
        #expect(pdq.profile == .full)
        if row["check"] == "exact" { #expect(pdq.hash.hex == row["pdq"], "\(file)") }
    }

    @Test(arguments: rows.filter { $0["dih_original"]?.isEmpty == false })
    func dihedral(row: [String: String]) throws {
        let names = [
            "dih_original", "dih_rot90", "dih_rot180", "dih_rot270", "dih_flipx", "dih_flipy", "dih_flipplus1",
            "dih_flipminus1",
        ]
        let dihedral = PDQ.dihedral(of: try Self.picture(try #require(row["file"])))
        #expect(dihedral.hashes.map(\.hex) == names.map { row[$0] ?? "" })
        #expect(dihedral.original.hash.hex == row["pdq"])
    }

    @Test(arguments: (try? Fixtures.table("pdq/robust.tsv")) ?? [])
    func robustness(row: [String: String]) throws {
        let changed = PDQ.hash(of: try Self.picture(try #require(row["file"])))
        let base = PDQ.hash(of: try Self.picture(try #require(row["base"])))
        #expect(String(changed.hash.distance(to: base.hash)) == row["distance"])
        #expect(String(changed.quality) == row["quality"])
    }
}

/// Binary PPM and PGM with 8-bit samples, for tests that need no codec.
enum PortableAnyMap {
    static func picture(_ bytes: [UInt8]) -> Picture? {
        var place = 0
        func word() -> String {
            while place < bytes.count, bytes[place] <= 0x20 { place += 1 }
            let start = place
            while place < bytes.count, bytes[place] > 0x20 { place += 1 }
            return String(decoding: bytes[start..<place], as: UTF8.self)
        }
        let layout: Picture.Layout = word() == "P5" ? .gray : .rgb
        guard let width = Int(word()), let height = Int(word()), word() == "255" else { return nil }
        return Picture(width: width, height: height, layout: layout, samples: Array(bytes[(place + 1)...]))
    }
}
