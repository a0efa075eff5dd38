import CSQLite

extension Database {
    /// Copies one state of this database into a new file, page by page, while others go on writing. The copy is a single file
    /// without a write-ahead log, and is on the disk when this returns.
    func copy(to path: String) throws {
        let target = try Database(path: path, profile: DatabaseProfile(access: .create))
        guard let backup = unsafe sqlite3_backup_init(target.handle, "main", handle, "main") else {
            throw target.error(unsafe sqlite3_errcode(target.handle), "backup")
        }
        let code = unsafe sqlite3_backup_step(backup, -1)
        let end = unsafe sqlite3_backup_finish(backup)
        guard code == SQLITE_DONE, end == SQLITE_OK else { throw target.error(end, "backup") }
        try target.execute("PRAGMA journal_mode=DELETE")
    }
}
