import AllianceKit
import Cryptography

/// Cuts sorted lines into segments at places that follow from the content, so that a changed entry changes one segment and the cuts
/// behind it stay where they were: the same lines give the same segments, whatever was published before.
final class BundleCutter {
    /// No cut before so many lines.
    static let fewest = 1024
    /// A cut after so many lines at the latest.
    static let most = 16_384
    /// A cut after so many bytes at the latest.
    static let fullBytes = 4 << 20

    /// The segments so far.
    private(set) var segments: [BundleSegment] = []
    private let sink: (BundleSegment, [UInt8]) throws -> Void
    private let hasher = SHA256Hasher()
    private var bytes: [UInt8] = []
    private var lines = 0

    /// Hands each segment with its bytes to `sink`.
    init(_ sink: @escaping (BundleSegment, [UInt8]) throws -> Void) { self.sink = sink }

    /// Takes the next entry's line.
    func add(_ line: [UInt8], name: String) throws {
        bytes += line
        lines += 1
        if bytes.count >= Self.fullBytes || lines >= Self.most || (lines >= Self.fewest && isCut(name)) { try cut() }
    }

    /// Ends the last segment.
    func finish() throws { if lines > 0 { try cut() } }

    /// One name in 4096 ends a segment: those whose SHA-256 begins with 12 zero bits.
    private func isCut(_ name: String) -> Bool {
        let hash = hasher.hash(Array(name.utf8)).bytes
        return hash[0] == 0 && hash[1] < 16
    }

    private func cut() throws {
        let segment = BundleSegment(of: bytes, lines: lines)
        try sink(segment, bytes)
        segments.append(segment)
        bytes.removeAll(keepingCapacity: true)
        lines = 0
    }
}
