import AllianceKit
public import Cryptography

/// One text file that proves offline that an entry is in a log (C2SP `tlog-proof@v1`): place, sibling hashes, signed checkpoint.
public struct LogProof: Sendable, Hashable {
    /// Data beside the proof; nothing vouches for it. Here it is the entry, when it travels along.
    public var extra: [UInt8]?
    /// The entry's place, from 0.
    public var index: Int
    /// The sibling hashes, from the leaf's up to the root's child.
    public var hashes: [SHA256Hash]
    /// The checkpoint as it was signed, byte by byte.
    public var checkpoint: [UInt8]

    /// The first line.
    public static let header = "c2sp.org/tlog-proof@v1"
    /// The most bytes of a proof that are read.
    public static let byteLimit = 2 << 20

    /// Takes the parts of a proof.
    public init(extra: [UInt8]? = nil, index: Int, hashes: [SHA256Hash], checkpoint: [UInt8]) {
        self.extra = extra
        self.index = index
        self.hashes = hashes
        self.checkpoint = checkpoint
    }

    /// The file.
    public var bytes: [UInt8] {
        var text = Self.header + "\n"
        if let extra { text += "extra \(StrictBase64.encode(extra))\n" }
        text += "index \(index)\n"
        for hash in hashes { text += StrictBase64.encode(hash.bytes) + "\n" }
        return Array((text + "\n").utf8) + checkpoint
    }

    /// Reads a file; throws `ledger.proof.format`. It proves nothing before `verify`.
    public init(_ bytes: [UInt8]) throws {
        guard bytes.count <= Self.byteLimit else { throw Self.unreadable("it has more than \(Self.byteLimit) bytes") }
        guard let gap = bytes.indices.dropFirst().first(where: { bytes[$0] == 0x0a && bytes[$0 - 1] == 0x0a }) else {
            throw Self.unreadable("the empty line before the checkpoint is missing")
        }
        guard let text = String(validating: bytes[..<gap], as: UTF8.self) else { throw Self.unreadable("not UTF-8") }
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
        guard lines.popFirst().map(String.init) == Self.header else {
            throw Self.unreadable("its first line is not \(Self.header)")
        }
        if let line = lines.first, line.hasPrefix("extra ") {
            guard let extra = StrictBase64.decode(line.dropFirst(6)) else {
                throw Self.unreadable("its extra data is not base 64")
            }
            self.extra = extra
            lines.removeFirst()
        }
        guard let line = lines.popFirst(), line.hasPrefix("index "), let index = LogNumber.read(line.dropFirst(6))
        else { throw Self.unreadable("its index is not a number") }
        self.index = index
        guard lines.count <= 63 else { throw Self.unreadable("it has more than 63 hashes") }
        hashes = try lines.map { line in
            guard let bytes = StrictBase64.decode(line), let hash = SHA256Hash(bytes) else {
                throw Self.unreadable("a hash is not 32 bytes in base 64")
            }
            return hash
        }
        checkpoint = Array(bytes[(gap + 1)...])
    }

    /// Checks that `entry` is in the log of `key` at `index`, as the signed checkpoint says; returns the checkpoint. Throws
    /// `ledger.proof.wrong`, or what is wrong with the checkpoint.
    @discardableResult public func verify(entry: [UInt8], key: VerifierKey) throws -> Checkpoint {
        let head = try Checkpoint(note: checkpoint, verifiedBy: key)
        let hasher = TreeHasher()
        let proof = InclusionProof(index: index, size: head.size, hashes: hashes)
        guard proof.leads(from: hasher.leaf(entry), to: head.root, hasher) else {
            throw AllianceError(
                "ledger.proof.wrong", "the proof does not show this entry at place \(index) of \(head.size)",
                hint: "the entry, the proof or the checkpoint was changed, or they do not belong together")
        }
        return head
    }

    private static func unreadable(_ why: String) -> AllianceError {
        AllianceError("ledger.proof.format", "this is not a log proof: \(why)")
    }
}
