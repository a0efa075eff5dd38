public import AllianceKit
public import Cryptography

/// What a build of block lists consists of: the text of the signed note in its file `manifest`. It names no address.
///
/// One field a line, in this order, each with one spelling only; `file` lines last.
public struct BlockManifest: Sendable, Hashable {
    /// Who publishes: the name of the key that signs.
    public var origin: String
    /// The list's name.
    public var list: String
    /// Counts the builds, from 1.
    public var sequence: Int64
    /// When it was built.
    public var time: Instant
    /// The SHA-256 of the previous manifest's text; nil in the first.
    public var previous: Digest?
    /// Blocks.
    public var blocks: Int
    /// Exceptions.
    public var exceptions: Int
    /// The files, by path.
    public var files: [File]

    /// One file of the build.
    public struct File: Sendable, Hashable {
        /// Below the folder: `rpz/rpz.zone`.
        public var path: String
        /// Entries in its list.
        public var entries: Int
        /// Its size.
        public var bytes: Int
        /// Its SHA-256.
        public var digest: Digest
    }

    /// The first line; keeps a signature from being used for another kind of note.
    public static let heading = "alliance-block-list/1"
    /// The file's name.
    public static let fileName = "manifest"
    /// The folder with all manifests so far.
    public static let historyFolder = "manifests"

    /// The text that is signed.
    public var text: String {
        var lines = [
            Self.heading, "origin \(origin)", "list \(list)", "sequence \(sequence)", "time \(time)",
            "previous \(previous?.hex ?? "-")", "blocks \(blocks)", "exceptions \(exceptions)",
        ]
        lines += files.map { "file \($0.path) \($0.entries) \($0.bytes) \($0.digest.hex)" }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The SHA-256 of the text.
    public var digest: Digest { Digester.digest(.sha256, of: text) }

    /// The note as it stands in the file.
    public func note(signedBy signer: NoteSigner) -> [UInt8] {
        Array(SignedNote(text: text, signatures: [signer.sign(text)]).description.utf8)
    }

    /// Reads a note and checks its signature before anything of it is looked at. Throws `note.format`, `note.signature`,
    /// `takedown.blocklist.manifest`, or `takedown.blocklist.origin`.
    public init(note bytes: [UInt8], verifiedBy key: VerifierKey) throws {
        let note = try SignedNote(bytes)
        try note.verified(by: [key])
        try self.init(text: note.text)
        guard origin == key.name else {
            throw AllianceError(
                "takedown.blocklist.origin", "the manifest is of \(origin) and signed by \(key.name)", exit: .notAllowed
            )
        }
    }

    init(
        origin: String, list: String, sequence: Int64, time: Instant, previous: Digest?, blocks: Int, exceptions: Int,
        files: [File]
    ) {
        self.origin = origin
        self.list = list
        self.sequence = sequence
        self.time = time
        self.previous = previous
        self.blocks = blocks
        self.exceptions = exceptions
        self.files = files
    }

    init(text: String) throws {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)[...]
        func field(_ name: String) throws -> String {
            guard let line = lines.popFirst(), line.hasPrefix(name + " ") else { throw Self.unreadable(name) }
            return String(line.dropFirst(name.count + 1))
        }
        guard lines.popFirst() == Self.heading else { throw Self.unreadable("heading") }
        origin = try field("origin")
        list = try field("list")
        guard let sequence = Int64(try field("sequence")), sequence > 0 else { throw Self.unreadable("sequence") }
        self.sequence = sequence
        guard let time = Instant(try field("time")) else { throw Self.unreadable("time") }
        self.time = time
        let before = try field("previous")
        previous = Digest(.sha256, hex: before)
        guard previous != nil || before == "-" else { throw Self.unreadable("previous") }
        guard let blocks = Int(try field("blocks")), let exceptions = Int(try field("exceptions")) else {
            throw Self.unreadable("counts")
        }
        self.blocks = blocks
        self.exceptions = exceptions
        files = []
        while let line = lines.popFirst(), !line.isEmpty {
            let parts = line.split(separator: " ", omittingEmptySubsequences: false)
            guard parts.count == 5, parts[0] == "file", Self.isPath(parts[1]), let entries = Int(parts[2]),
                let bytes = Int(parts[3]), let digest = Digest(.sha256, hex: String(parts[4]))
            else { throw Self.unreadable("file") }
            files.append(File(path: String(parts[1]), entries: entries, bytes: bytes, digest: digest))
        }
        // One spelling only: what is read is exactly what is signed.
        guard self.text == text else { throw Self.unreadable("form") }
    }

    /// A relative path of plain names: a manifest must not name files outside its folder.
    private static func isPath(_ text: Substring) -> Bool {
        text.split(separator: "/", omittingEmptySubsequences: false).allSatisfy { part in
            !part.isEmpty && !part.hasPrefix(".")
                && part.utf8.allSatisfy { 97...122 ~= $0 || 48...57 ~= $0 || $0 == 0x2d || $0 == 0x2e }
        }
    }

    private static func unreadable(_ what: String) -> AllianceError {
        AllianceError("takedown.blocklist.manifest", "this is not a manifest of block lists: \(what)")
    }
}
