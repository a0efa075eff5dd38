import AllianceKit
public import Cryptography

/// The head of a log at a size (C2SP tlog-checkpoint): the text of a signed note.
public struct Checkpoint: Sendable, Hashable {
    /// Which log it is.
    public var origin: String
    /// The number of entries.
    public var size: Int
    /// The root of the tree over them.
    public var root: SHA256Hash
    /// Further lines, which nothing here gives a meaning.
    public var extensions: [String]

    /// Takes the parts of a checkpoint.
    public init(origin: String, size: Int, root: SHA256Hash, extensions: [String] = []) {
        self.origin = origin
        self.size = size
        self.root = root
        self.extensions = extensions
    }

    /// The note's text: a line each, every one ended by a newline.
    public var text: String {
        ([origin, String(size), StrictBase64.encode(root.bytes)] + extensions).map { $0 + "\n" }.joined()
    }

    /// Reads a note's text; throws `ledger.checkpoint.format`.
    public init(text: String) throws {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard lines.popLast()?.isEmpty == true, lines.count >= 3, lines.allSatisfy({ !$0.isEmpty }) else {
            throw Self.unreadable("it needs three lines that are not empty: origin, size and root")
        }
        guard let size = LogNumber.read(lines[1]) else { throw Self.unreadable("its size is not a number") }
        guard let bytes = StrictBase64.decode(lines[2]), let root = SHA256Hash(bytes) else {
            throw Self.unreadable("its root is not 32 bytes in base 64")
        }
        self.init(origin: String(lines[0]), size: size, root: root, extensions: lines.dropFirst(3).map(String.init))
    }

    /// Reads a signed checkpoint's bytes and checks that `key` signed it and that it is that log's; throws `note.format`,
    /// `note.signature`, `ledger.checkpoint.format` or `ledger.checkpoint.origin`.
    public init(note bytes: [UInt8], verifiedBy key: VerifierKey) throws {
        let note = try SignedNote(bytes)
        try note.verified(by: [key])
        try self.init(text: note.text)
        guard origin == key.name else {
            throw AllianceError(
                "ledger.checkpoint.origin", "this checkpoint is of the log \(origin), not of \(key.name)")
        }
    }

    /// The signed note.
    public func signed(by signer: NoteSigner) -> SignedNote {
        SignedNote(text: text, signatures: [signer.sign(text)])
    }

    private static func unreadable(_ why: String) -> AllianceError {
        AllianceError("ledger.checkpoint.format", "this is not a checkpoint: \(why)")
    }
}
