import AllianceKit
public import Cryptography

/// The key pair that signs a workspace's checkpoints: `ledger.key` (secret, mode 0600) and `ledger.pub` in its `keys` folder.
///
/// `ledger.key` holds one line, `PRIVATE+KEY+name+id+seed`, as Go's `sumdb/note` writes it; `ledger.pub` one line, `name+id+key`.
public enum LedgerKeys {
    /// The name of the file with the secret key.
    public static let secretFile = "ledger.key"
    /// The name of the file with the verifier key.
    public static let publicFile = "ledger.pub"

    private static let prefix = "PRIVATE+KEY+"
    private static let type: UInt8 = 0x01

    /// The origin of an organisation's log unless it chooses another: `example.org/alliance-ledger`.
    public static func origin(domain: String) -> String { "\(domain)/alliance-ledger" }

    /// Makes a key pair in a folder, which is made too (mode 0700). Throws `ledger.key.exists` rather than replace one: a log whose
    /// key is gone cannot go on under the same name.
    @discardableResult public static func create(
        in folder: String, origin: String, randomBytes: (Int) -> [UInt8]
    ) throws -> VerifierKey {
        let (secret, open) = ("\(folder)/\(secretFile)", "\(folder)/\(publicFile)")
        for path in [secret, open] where Files.exists(path) {
            throw AllianceError(
                "ledger.key.exists", "there is a ledger key already", at: SourcePlace(file: path),
                hint: "keep it; without it earlier checkpoints cannot be continued", exit: .cannotWrite)
        }
        let seed = randomBytes(Ed25519.keyByteCount)
        let signer = try NoteSigner(name: origin, seed: seed)
        let line = prefix + "\(origin)+\(Hex.encode(signer.verifier.id))+\(StrictBase64.encode([type] + seed))\n"
        try Files.makeFolder(folder, mode: 0o700)
        try Files.write(Array("\(signer.verifier)\n".utf8), to: open)
        try Files.write(Array(line.utf8), to: secret, mode: 0o600)
        return signer.verifier
    }

    /// The signing key of a folder. Throws `ledger.key.missing`, `ledger.key.permissions` when others may read it, or
    /// `ledger.key.format`.
    public static func load(from folder: String) throws -> NoteSigner {
        let path = "\(folder)/\(secretFile)"
        let place = SourcePlace(file: path)
        guard let mode = Files.permissions(path) else {
            throw AllianceError(
                "ledger.key.missing", "the ledger's signing key is missing", at: place,
                hint: "restore it from the backup of the keys folder; alliance init makes it once")
        }
        guard mode & 0o077 == 0 else {
            throw AllianceError(
                "ledger.key.permissions", "others may read the ledger's signing key (mode 0\(String(mode, radix: 8)))",
                at: place, hint: "chmod 600 \(path); if someone may have read it, consider the key lost",
                exit: .notAllowed)
        }
        let text = String(decoding: try Files.read(path, limit: 4096), as: UTF8.self)
        // The seed's base 64 may hold plus signs itself, so it is the rest of the line.
        let parts = text.dropFirst(prefix.count).split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false)
        guard text.hasPrefix(prefix), text.hasSuffix("\n"), parts.count == 3,
            let seed = StrictBase64.decode(parts[2].dropLast()), seed.first == type, seed.count == 33
        else {
            throw AllianceError(
                "ledger.key.format", "this is not a ledger's signing key", at: place,
                hint: "restore it from the backup of the keys folder")
        }
        let signer = try NoteSigner(name: String(parts[0]), seed: Array(seed.dropFirst()))
        guard Hex.encode(signer.verifier.id) == parts[1] else {
            throw AllianceError(
                "ledger.key.format", "the ledger's signing key is damaged: its id does not fit", at: place,
                hint: "restore it from the backup of the keys folder")
        }
        return signer
    }

    /// The verifier key of a folder. Throws `ledger.key.missing` or `ledger.key.format`.
    public static func loadVerifier(from folder: String) throws -> VerifierKey {
        let path = "\(folder)/\(publicFile)"
        guard Files.exists(path) else {
            throw AllianceError(
                "ledger.key.missing", "the ledger's verifier key is missing", at: SourcePlace(file: path),
                hint: "restore it from the backup of the keys folder, or take it from whoever checks this ledger")
        }
        return try readVerifier(path)
    }

    /// The verifier key in a file of one line.
    static func readVerifier(_ path: String) throws -> VerifierKey {
        let text = String(decoding: try Files.read(path, limit: 4096), as: UTF8.self)
        do {
            return try VerifierKey(text.hasSuffix("\n") ? text.dropLast() : text[...])
        } catch let error as AllianceError { throw error.located(at: SourcePlace(file: path)) }
    }
}
