import AllianceKit
import Hashing
import Storage
import Takedown

/// `fuzz-seeds TARGET FOLDER`: writes what a parser is to start from, so that it is not the fuzzer that must find out the format.
@main struct Seeds {
    /// The formats that a target reads; their own examples are the seeds.
    static let formats: [String: [any HashListImporter.Type]] = [
        "hash-list": [HashListCSVImporter.self],
        "list-lines": [
            DigestLinesImporter.self, TXDatasetImporter.self, PDQListImporter.self, TXFileImporter.self,
            HashdeepImporter.self,
        ],
        "list-vics": [VICSImporter.self], "list-ncmec": [NCMECImporter.self],
        "list-json": [ThreatExchangeImporter.self, StopNCIIImporter.self], "list-nsrl": [NSRLImporter.self],
    ]
    /// The folders below Tests/Fixtures with files that a target reads.
    static let files = [
        "picture": ["pdq/images", "pdq/bad", "pictures"], "video": ["video"], "rdap": ["rdap"], "mail": ["mail/seeds"],
    ]

    static func main() throws {
        let words = CommandLine.arguments
        guard words.count == 3 else { fatalError("fuzz-seeds TARGET FOLDER") }
        let (target, folder) = (words[1], words[2])
        for format in formats[target] ?? [] {
            for (place, example) in format.examples.enumerated() {
                try Files.write(example.bytes, to: "\(folder)/\(format.format.name)-\(place)")
            }
        }
        for kind in files[target] ?? [] {
            let source = "Tests/Fixtures/\(kind)"
            for name in try Files.names(in: source) {
                let bytes = try Files.read("\(source)/\(name)", limit: 1 << 24)
                if bytes.count < 65536 { try Files.write(bytes, to: "\(folder)/\(name)") }
            }
        }
        if target == "block-rules" {
            for (place, example) in BlockRuleImporter.examples.enumerated() {
                try Files.write(example.bytes, to: "\(folder)/rules-\(place)")
            }
        }
        if target == "url" {
            // What stands in the published vectors, a URL a file.
            let lines = try Files.read("Tests/Fixtures/url/safebrowsing-canonical.jsonl", limit: 1 << 20)
            for (place, line) in lines.split(separator: 0x0a).enumerated() {
                guard let hex = try JSONText.decode(Array(line))["inputHex"]?.stringValue else { continue }
                try Files.write(Hex.decode(hex) ?? [], to: "\(folder)/vector-\(place)")
            }
        }
        if target == "hash-prefixes" { try writePrefixes(folder) }
        if target == "dns" {
            // An alias, then an address with a compressed owner.
            let head: [UInt8] = [0, 7, 0x81, 0x80, 0, 1, 0, 2, 0, 0, 0, 0]
            let name: [UInt8] = [1, 0x61, 4, 0x74, 0x65, 0x73, 0x74, 0]
            let alias: [UInt8] = [0xc0, 12, 0, 5, 0, 1, 0, 0, 0, 60, 0, 4, 1, 0x62, 0xc0, 14]
            let address: [UInt8] = [0xc0, 36, 0, 1, 0, 1, 0, 0, 0, 60, 0, 4, 192, 0, 2, 7]
            try Files.write(head + name + [0, 1, 0, 1] + alias + address, to: "\(folder)/answer")
        }
        if target == "location" {
            let seeds = [
                "/login?next=/v/1.mp4", "//other.example.net/x", "https://[::1]/", "?x", "2.mp4",
                "content-type: video/mp4\ncontent-range: bytes 0-0/7000\netag: \"a\"\nrepr-digest: sha-256=:AA==:",
            ]
            for (place, seed) in seeds.enumerated() { try Files.write(Array(seed.utf8), to: "\(folder)/\(place)") }
        }
        if target == "bundle" {
            for (place, entry) in HashListCSVExporter.exampleItems.enumerated() {
                let line = try BundleEntry.line(of: entry, origin: "example.org/lists", notes: true)
                try Files.write(line, to: "\(folder)/entry-\(place)")
            }
        }
    }

    /// A list and an update of each edition and length.
    static func writePrefixes(_ folder: String) throws {
        let digests = (0..<40).map { place in (0..<32).map { UInt8(truncatingIfNeeded: place * 37 + $0 * place) } }
        for profile in ListProfile.allCases {
            let header = HashPrefixHeader(
                name: "seed", version: 1, created: Instant(milliseconds: 0), profile: profile)
            for length in HashPrefixList.lengths {
                let (old, new) = (
                    try HashPrefixList.make(of: digests.prefix(30), prefixLength: length),
                    try HashPrefixList.make(of: digests.suffix(30), prefixLength: length)
                )
                let name = "\(folder)/\(profile.rawValue)-\(length)"
                try Files.write(HashPrefixFile.encode(old, header), to: name)
                let update = HashPrefixFile(header, .update(try HashPrefixUpdate(from: old, to: new)))
                try Files.write(HashPrefixFile.encode(update), to: name + "-update")
            }
        }
    }
}
