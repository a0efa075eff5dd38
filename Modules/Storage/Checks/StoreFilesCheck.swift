import AllianceKit
import Glibc

/// The two database files: their structure, their settings, their size.
enum StoreFilesCheck: HealthCheck {
    static let name = "store files"

    static func examine(_ context: CommandContext) throws -> [HealthFinding] {
        let workspace = try context.workspace()
        guard let store = workspace.store as? SQLiteStore else { return [] }
        var findings: [HealthFinding] = []
        findings.append(try store.withReadDatabase { structure(Workspace.storeFile, $0) })
        findings.append(contentsOf: logSize(store.path))
        if let lists = workspace.lists as? SQLiteHashListStore {
            findings.append(try lists.connections.read { structure(Workspace.listsFile, $0) })
        }
        return findings
    }

    /// SQLite's quick check: pages and cells, not content, in a fraction of a second for a million rows.
    private static func structure(_ name: String, _ database: Database) -> HealthFinding {
        do {
            let answer = try database.row("PRAGMA quick_check(1)") { $0.text(0) } ?? ""
            guard answer == "ok" else {
                return HealthFinding(
                    .failed, name, answer, hint: "see: alliance store verify; then restore a backup")
            }
            let bytes = try database.integer("PRAGMA page_count") * database.integer("PRAGMA page_size")
            return HealthFinding(.ok, name, "structure sound, \(bytes / 1024) KiB")
        } catch {
            return HealthFinding(
                .failed, name, StoreCheck.text(error), hint: "see: alliance store verify; then restore a backup")
        }
    }

    /// A log that keeps growing means that some program holds a read open and keeps SQLite from tidying up.
    private static func logSize(_ path: String) -> [HealthFinding] {
        var status = stat()
        guard unsafe stat("\(path)-wal", &status) == 0, status.st_size > 256 << 20 else { return [] }
        return [
            HealthFinding(
                .warning, "\(Workspace.storeFile)-wal", "\(status.st_size >> 20) MiB",
                hint: "some program keeps a read open; end it, and the log is tidied up by the next write")
        ]
    }
}
