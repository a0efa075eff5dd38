import AllianceKit

extension SQLiteStore {
    /// Reads every row of one state of the store, unpacks it, and compares it with what vouches for it: the record's checksum and ledger
    /// leaf, the columns computed anew, the checksums of dictionaries and remembered answers, and SQLite's own check of the structure.
    ///
    /// `advance` is told of every thousand records. Damage is reported, never thrown; a file that cannot be opened throws before this.
    public func verify(advance: (Int) -> Void = { _ in }) throws -> VerificationReport {
        try withReader { connection in
            var check = StoreCheck(connection: connection, log: log)
            check.structure()
            check.dictionaries()
            check.answers()
            for name in check.recordTables() {
                let type = recordTypes.first { $0.table == name }
                check.records(in: name, columns: tables[name]?.columns ?? [], type: type, advance: advance)
            }
            return check.report
        }
    }
}
