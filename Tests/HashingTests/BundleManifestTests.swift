import AllianceKit
import Hashing
import TestKit
import Testing

@Suite struct BundleManifestTests {
    static let digest = String(repeating: "ab", count: 32)
    static let lines = [
        "alliance-list-bundle/1", "origin example.org/lists", "list own", "kind bad", "sequence 9",
        "time 2026-11-23T09:00:00Z", "previous \(digest)", "entries 4", "withdrawn 1", "since 7",
        "base \(digest) 100 3", "base \(digest) 80 2", "delta 8 \(digest) 10 1", "delta 9 \(digest) 10 1",
    ]
    static let text = lines.joined(separator: "\n") + "\n"

    @Test func readAndWrittenTheSame() throws {
        let manifest = try BundleManifest(text: Self.text)
        #expect(manifest.text == Self.text)
        #expect(manifest.base.map(\.bytes) == [100, 80] && manifest.deltas.map(\.sequence) == [8, 9])
        #expect(manifest.entries == 4 && manifest.withdrawn == 1 && manifest.previous?.hex == Self.digest)
    }

    @Test(arguments: 0..<lines.count) func aMissingOrRepeatedLineIsRefused(place: Int) {
        var fewer = Self.lines
        fewer.remove(at: place)
        if place < 12 { #expect(throws: AllianceError.self) { try Self.read(fewer) } }
        var more = Self.lines
        more.insert(Self.lines[place], at: place)
        if place < 12 { #expect(throws: AllianceError.self) { try Self.read(more) } }
    }

    @Test(arguments: [
        (4, "sequence 09"), (4, "sequence -1"), (4, "sequence 0"), (4, "sequence 1"), (4, "sequence 8"),
        (5, "time 2026-11-23T10:00:00+01:00"), (6, "previous -"), (6, "previous \(digest.uppercased())"),
        (7, "entries 5"), (9, "since 8"), (9, "since 10"), (10, "base \(digest) +100 3"), (10, "base \(digest) 1 3"),
        (10, "base \(digest) 99999999999 3"), (3, "kind ugly"), (2, "list ../../etc"), (2, "list own "),
        (12, "delta 9 \(digest) 10 1 "), (0, "alliance-list-bundle/2"), (13, "delta 10 \(digest) 10 1"),
    ]) func anotherSpellingOrImpossibleNumberIsRefused(place: Int, line: String) {
        var lines = Self.lines
        lines[place] = line
        let error = #expect(throws: AllianceError.self) { try Self.read(lines) }
        #expect(["bundle.manifest.format", "hashing.list.name"].contains(error?.code))
    }

    private static func read(_ lines: [String]) throws -> BundleManifest {
        try BundleManifest(text: lines.joined(separator: "\n") + "\n")
    }
}
