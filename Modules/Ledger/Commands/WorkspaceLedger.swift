import AllianceKit
import Cryptography
import Storage

/// The ledger of a command's workspace: its store, its keys, and the checkpoints it signs.
struct WorkspaceLedger {
    let workspace: Workspace
    let store: SQLiteStore
    private let now: () -> Instant

    /// Throws `workspace.missing`, or `ledger.none` when the store keeps no ledger of this kind.
    init(_ context: CommandContext) throws {
        workspace = try context.workspace()
        guard let store = workspace.store as? SQLiteStore else {
            throw AllianceError("ledger.none", "the store of this workspace keeps no ledger", exit: .unavailable)
        }
        self.store = store
        now = context.surroundings.now
    }

    /// Looks at one state of the log.
    func read<Result>(_ body: (LogHead) throws -> Result) throws -> Result {
        try store.withReadDatabase { try body(try LogHead($0)) }
    }

    /// The verifier key of the workspace.
    func verifierKey() throws -> VerifierKey { try LedgerKeys.loadVerifier(from: workspace.keysFolder) }

    /// The signed checkpoint of all entries. Throws `ledger.rolled-back` or `ledger.rewritten` rather than sign what contradicts the
    /// newest one that was signed before.
    func signHead() throws -> String {
        let signer = try LedgerKeys.load(from: workspace.keysFolder)
        return try read { head in
            if let last = try CheckpointTable(database: head.tables.database).last() {
                try head.checkContinues(try Checkpoint(note: last.note, verifiedBy: signer.verifier))
            }
            return try head.checkpoint(origin: signer.verifier.name).signed(by: signer).description
        }
    }

    /// Keeps a checkpoint that was signed, so that nothing that contradicts it is signed later.
    func keep(_ note: String) throws {
        let size = try Checkpoint(text: try SignedNote(Array(note.utf8)).text).size
        try store.withWriteDatabase { try CheckpointTable(database: $0).insert(note, size: size, at: now()) }
    }
}
