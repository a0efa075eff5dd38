public import AllianceKit
import Cryptography

/// A file of a bundle, named after its content: entries as canonical JSON, one a line.
public struct BundleSegment: Sendable, Hashable {
    /// The SHA-256 of its bytes.
    public var digest: Digest
    /// How many bytes.
    public var bytes: Int
    /// How many lines.
    public var lines: Int

    /// The most bytes of a segment.
    public static let byteLimit = 8 << 20

    /// Describes some bytes.
    init(of content: [UInt8], lines: Int) {
        digest = Digester.digest(.sha256, of: content)
        bytes = content.count
        self.lines = lines
    }

    /// Reads `DIGEST BYTES LINES` of a manifest.
    init?(_ words: ArraySlice<Substring>) {
        let words = Array(words)
        guard words.count == 3, let digest = Digest(.sha256, hex: words[0]), let bytes = Int(words[1]),
            let lines = Int(words[2]), 0...Self.byteLimit ~= bytes, 0...bytes ~= lines
        else { return nil }
        self.digest = digest
        self.bytes = bytes
        self.lines = lines
    }

    /// As it stands in a manifest.
    var line: String { "\(digest.hex) \(bytes) \(lines)" }
    /// Where it lies below the bundle's folder.
    var path: String { "segment/\(digest.hex)" }

    /// Throws `bundle.segment.damaged`, which names the segment, unless these are its bytes.
    func check(_ content: [UInt8]) throws {
        guard content.count == bytes, Digester.digest(.sha256, of: content) == digest else {
            throw AllianceError(
                "bundle.segment.damaged",
                "the segment is not what the manifest says: \(content.count) of \(bytes) bytes, or other bytes",
                at: SourcePlace(file: path), hint: "fetch again; if it stays so, tell the publisher")
        }
    }
}
