public import Cryptography

/// The key pair that signs a workspace's checkpoints: `ledger.key` (secret, mode 0600) and `ledger.pub` in its `keys` folder.
public enum LedgerKeys {
    private static let files = NoteKeyFiles(
        "ledger", owner: "ledger", existsHint: "keep it; without it earlier checkpoints cannot be continued",
        missingHint: "restore it from the backup of the keys folder; alliance init makes it once")

    /// The name of the file with the secret key.
    public static let secretFile = files.secretFile
    /// The name of the file with the verifier key.
    public static let publicFile = files.publicFile

    /// The origin of an organisation's log unless it chooses another: `example.org/alliance-ledger`.
    public static func origin(domain: String) -> String { "\(domain)/alliance-ledger" }

    /// Makes a key pair in a folder, which is made too (mode 0700). Throws `ledger.key.exists` rather than replace one: a log whose
    /// key is gone cannot go on under the same name.
    @discardableResult public static func create(
        in folder: String, origin: String, randomBytes: (Int) -> [UInt8]
    ) throws -> VerifierKey { try files.create(in: folder, origin: origin, randomBytes: randomBytes) }

    /// The signing key of a folder. Throws `ledger.key.missing`, `ledger.key.permissions` when others may read it, or
    /// `ledger.key.format`.
    public static func load(from folder: String) throws -> NoteSigner { try files.load(from: folder) }

    /// The verifier key of a folder. Throws `ledger.key.missing` or `note.key.format`.
    public static func loadVerifier(from folder: String) throws -> VerifierKey { try files.loadVerifier(from: folder) }

    /// The verifier key in a file of one line.
    static func readVerifier(_ path: String) throws -> VerifierKey { try VerifierKey(file: path) }
}
