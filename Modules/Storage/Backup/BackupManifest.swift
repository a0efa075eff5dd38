import AllianceKit

/// The first file of a backup: what the others are.
struct BackupManifest: Codable, Hashable {
    /// Always `alliance-backup`.
    var format = "alliance-backup"
    /// Grows when an older program can no longer read a backup.
    var version = 1
    /// When it was made.
    var made: Instant
    /// Entries of the ledger.
    var events: Int64
    /// Records verified in the copy.
    var records: Int64
    /// Entries of hash lists verified in the copy.
    var entries: Int64
    /// The files that follow, in order.
    var files: [File]

    /// One file.
    struct File: Codable, Hashable {
        var name: String
        var bytes: Int
        var crc32: UInt32
    }

    /// The manifest's own name in the archive.
    static let name = "manifest.json"
    /// The names a backup may hold besides.
    static let allowed = [Workspace.storeFile, Workspace.listsFile, Workspace.configurationFile]
}
