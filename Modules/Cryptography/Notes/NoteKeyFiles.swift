import AllianceKit

/// The two files of a key pair that signs notes: `NAME.key` (secret, mode 0600) and `NAME.pub` in a workspace's `keys` folder.
///
/// `NAME.key` holds one line, `PRIVATE+KEY+name+id+seed`, as Go's `sumdb/note` writes it; `NAME.pub` one line, `name+id+key`.
public struct NoteKeyFiles: Sendable {
    /// The files' name without its ending, which also begins the codes of errors: `ledger` gives `ledger.key.missing`.
    public let name: String
    /// Whose key it is, in messages: `ledger`.
    public let owner: String
    /// What to do when a key is there already.
    public let existsHint: String
    /// What to do when the secret key is missing.
    public let missingHint: String

    private static let prefix = "PRIVATE+KEY+"
    private static let type: UInt8 = 0x01

    /// Describes a key pair.
    public init(_ name: String, owner: String, existsHint: String, missingHint: String) {
        self.name = name
        self.owner = owner
        self.existsHint = existsHint
        self.missingHint = missingHint
    }

    /// The name of the file with the secret key.
    public var secretFile: String { "\(name).key" }
    /// The name of the file with the verifier key.
    public var publicFile: String { "\(name).pub" }

    /// Makes a key pair in a folder, which is made too (mode 0700). Throws `NAME.key.exists` rather than replace one.
    @discardableResult public func create(
        in folder: String, origin: String, randomBytes: (Int) -> [UInt8]
    ) throws -> VerifierKey {
        let (secret, open) = ("\(folder)/\(secretFile)", "\(folder)/\(publicFile)")
        for path in [secret, open] where Files.exists(path) {
            throw AllianceError(
                "\(name).key.exists", "there is a \(owner) key already", at: SourcePlace(file: path), hint: existsHint,
                exit: .cannotWrite)
        }
        let seed = randomBytes(Ed25519.keyByteCount)
        let signer = try NoteSigner(name: origin, seed: seed)
        let line =
            Self.prefix + "\(origin)+\(Hex.encode(signer.verifier.id))+\(StrictBase64.encode([Self.type] + seed))\n"
        try Files.makeFolder(folder, mode: 0o700)
        try Files.write(Array("\(signer.verifier)\n".utf8), to: open)
        try Files.write(Array(line.utf8), to: secret, mode: 0o600)
        return signer.verifier
    }

    /// The signing key of a folder; see `load(file:)`.
    public func load(from folder: String) throws -> NoteSigner { try load(file: "\(folder)/\(secretFile)") }

    /// The signing key in a file. Throws `NAME.key.missing`, `NAME.key.permissions` when others may read it, or `NAME.key.format`.
    public func load(file path: String) throws -> NoteSigner {
        let place = SourcePlace(file: path)
        guard let mode = Files.permissions(path) else {
            throw AllianceError(
                "\(name).key.missing", "the \(owner)'s signing key is missing", at: place, hint: missingHint)
        }
        guard mode & 0o077 == 0 else {
            throw AllianceError(
                "\(name).key.permissions",
                "others may read the \(owner)'s signing key (mode 0\(String(mode, radix: 8)))",
                at: place, hint: "chmod 600 \(path); if someone may have read it, consider the key lost",
                exit: .notAllowed)
        }
        let text = String(decoding: try Files.read(path, limit: 4096), as: UTF8.self)
        // The seed's base 64 may hold plus signs itself, so it is the rest of the line.
        let parts = text.dropFirst(Self.prefix.count).split(
            separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard text.hasPrefix(Self.prefix), text.hasSuffix("\n"), parts.count == 3,
            let seed = StrictBase64.decode(parts[2].dropLast()), seed.first == Self.type, seed.count == 33
        else { throw unusable("this is not a \(owner)'s signing key", place) }
        let signer = try NoteSigner(name: String(parts[0]), seed: Array(seed.dropFirst()))
        guard Hex.encode(signer.verifier.id) == parts[1] else {
            throw unusable("the \(owner)'s signing key is damaged: its id does not fit", place)
        }
        return signer
    }

    /// The verifier key of a folder. Throws `NAME.key.missing` or `note.key.format`.
    public func loadVerifier(from folder: String) throws -> VerifierKey {
        let path = "\(folder)/\(publicFile)"
        guard Files.exists(path) else {
            throw AllianceError(
                "\(name).key.missing", "the \(owner)'s verifier key is missing", at: SourcePlace(file: path),
                hint: "restore it from the backup of the keys folder, or take it from whoever checks what it signs")
        }
        return try VerifierKey(file: path)
    }

    private func unusable(_ message: String, _ place: SourcePlace) -> AllianceError {
        AllianceError("\(name).key.format", message, at: place, hint: "restore it from the backup of the keys folder")
    }
}

extension VerifierKey {
    /// The verifier key in a file of one line; throws `note.key.format`.
    public init(file path: String) throws {
        let text = String(decoding: try Files.read(path, limit: 4096), as: UTF8.self)
        do {
            try self.init(text.hasSuffix("\n") ? text.dropLast() : text[...])
        } catch let error as AllianceError { throw error.located(at: SourcePlace(file: path)) }
    }

    /// A verifier key as it is given on a command line: the key itself, or a file that holds it.
    public init(textOrFile text: String) throws {
        if text.contains("+") { try self.init(text) } else { try self.init(file: text) }
    }
}
