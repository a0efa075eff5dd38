public import AllianceKit
import Cryptography
import Formats

/// A line of an intake file that could not be used, kept aside exactly as it came until someone has looked at it.
public struct RejectedLine: StoredRecord {
    /// `line_…`, made of file, line and bytes, so that the same file read twice gives one record.
    public var id: EntityID
    /// The file's name without folders; `-` for standard input.
    public var file: String
    /// The line on which it starts, from 1; for a file of one document, the item's place in it.
    public var line: Int
    /// The error's code.
    public var code: String
    /// The error's words.
    public var reason: String
    /// Its bytes as base 64, at most the first 64 KiB of them.
    public var content: String
    /// How many bytes it has in the file.
    public var length: Int
    /// The digest of the bytes that are kept.
    public var digest: Digest
    /// When it was kept aside.
    public var recorded: Instant

    /// The most bytes that are kept of one line.
    public static let limit = 65536

    /// Keeps a line aside.
    public init(
        file: String, line: Int, code: String, reason: String, bytes: [UInt8], length: Int, recorded: Instant
    ) {
        let kept = Array(bytes.prefix(Self.limit))
        self.file = file.split(separator: "/").last.map(String.init) ?? file
        self.line = line
        self.code = code
        self.reason = reason
        content = Base64.encode(kept)
        self.length = length
        digest = Digester.digest(.sha256, of: kept)
        self.recorded = recorded
        let name = Digester.digest(.sha256, of: "\(self.file)\n\(line)\n\(digest.hex)")
        id = EntityID(prefix: "line", name: String(name.hex.prefix(32)))
    }

    /// `takedown_rejected_line`
    public static let table = "takedown_rejected_line"
    /// File, line, code and time.
    public static let columns: [RecordColumn<RejectedLine>] = [
        RecordColumn("file", .text) { .text($0.file) },
        RecordColumn("line", .integer) { .integer(Int64($0.line)) },
        RecordColumn("code", .text) { .text($0.code) },
        RecordColumn("recorded", .integer) { .time($0.recorded) },
    ]
    /// A line without a URL.
    public static let examples = [
        RejectedLine(
            file: "reports.jsonl", line: 9, code: "takedown.report.url-missing", reason: "the report has no URL",
            bytes: Array(#"{"reference":"HL-2026-0009","receivedAt":"2026-08-27T09:10:11Z"}"#.utf8), length: 64,
            recorded: Instant(milliseconds: 1_790_000_000_000))
    ]
}
