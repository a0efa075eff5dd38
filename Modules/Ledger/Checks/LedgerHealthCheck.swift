import AllianceKit
import Cryptography
import Storage

/// What `alliance doctor` says of the ledger: that it goes on from its last checkpoint, and that the key is there and secret.
enum LedgerHealthCheck: HealthCheck {
    static let name = "ledger"

    static func examine(_ context: CommandContext) throws -> [HealthFinding] {
        let workspace = try context.workspace()
        var findings = [examineKey(workspace.keysFolder)]
        guard let store = workspace.store as? SQLiteStore else { return findings }
        do {
            findings += try store.withReadDatabase { database in
                let head = try LogHead(database)
                return [try examineHead(head, workspace, now: context.surroundings.now())]
            }
        } catch let error as AllianceError {
            findings.append(HealthFinding(.failed, "ledger", error.message, hint: error.hint))
        }
        return findings
    }

    private static func examineKey(_ folder: String) -> HealthFinding {
        do {
            let signer = try LedgerKeys.load(from: folder)
            guard try LedgerKeys.loadVerifier(from: folder) == signer.verifier else {
                return HealthFinding(
                    .failed, "ledger key", "ledger.key and ledger.pub are not a pair",
                    hint: "restore both from the backup of the keys folder")
            }
            return HealthFinding(.ok, "ledger key", signer.verifier.name)
        } catch {
            let error = error as? AllianceError
            return HealthFinding(.failed, "ledger key", error?.message ?? "cannot be read", hint: error?.hint)
        }
    }

    private static func examineHead(_ head: LogHead, _ workspace: Workspace, now: Instant) throws -> HealthFinding {
        guard let last = try CheckpointTable(database: head.tables.database).last() else {
            return HealthFinding(
                head.size == 0 ? .ok : .warning, "ledger", "\(head.size) entries, no checkpoint yet",
                hint: head.size == 0 ? nil : "alliance ledger checkpoint --out FILE, and keep the file elsewhere")
        }
        let key = try LedgerKeys.loadVerifier(from: workspace.keysFolder)
        let checkpoint = try Checkpoint(note: last.note, verifiedBy: key)
        try head.checkContinues(checkpoint)
        let days = Int(now.seconds(since: last.time) / 86400)
        let detail = "\(head.size) entries, \(head.size - checkpoint.size) since the checkpoint of \(last.time.date)"
        // A month without a checkpoint is a month nobody outside could vouch for.
        guard days <= 30 || head.size == checkpoint.size else {
            return HealthFinding(
                .warning, "ledger", detail, hint: "alliance ledger checkpoint --out FILE, and keep the file elsewhere")
        }
        return HealthFinding(.ok, "ledger", detail)
    }
}
