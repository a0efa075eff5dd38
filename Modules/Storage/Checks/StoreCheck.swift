import AllianceKit

/// The parts of a verification of `alliance.db`. A fault in one part is noted, and the next part goes on.
struct StoreCheck {
    let connection: StoreConnection
    let log: any EventLog
    var report = VerificationReport()

    private var database: Database { connection.database }

    /// Notes what `body` throws as damage of a table.
    private mutating func noting(_ table: String?, _ body: (inout StoreCheck) throws -> Void) {
        do { try body(&self) } catch { note(table, nil, "reading stopped: \(Self.text(error))") }
    }

    mutating func note(_ table: String?, _ id: String?, _ problem: String) {
        report.damages.append(Damage(file: Workspace.storeFile, table: table, id: id, problem: problem))
    }

    static func text(_ error: any Error) -> String {
        switch error {
        case let error as DatabaseError: error.message
        case let error as AllianceError: error.message
        default: "\(error)"
        }
    }

    /// SQLite's own check: pages, cells, indexes against their tables.
    mutating func structure() {
        noting(nil) { check in
            try check.database.forEachRow("PRAGMA integrity_check(100)") { row in
                if row.text(0) != "ok" { check.note(nil, nil, row.text(0)) }
                return true
            }
        }
    }

    mutating func dictionaries() {
        noting("dictionary") { check in
            try check.database.forEachRow("SELECT id,checksum,bytes FROM dictionary") { row in
                if Int64(Checksum.crc32(row.bytes(2))) != row.integer(1) {
                    check.note("dictionary", "\(row.integer(0))", "the checksum is wrong")
                }
                return true
            }
        }
    }

    mutating func answers() {
        noting("remembered_answer") { check in
            try check.database.forEachRow("SELECT key,request,answer,time,checksum FROM remembered_answer") { row in
                let answer = RememberedAnswer(
                    request: row.text(1), answer: row.bytes(2), time: Instant(milliseconds: row.integer(3)))
                if RememberedAnswers.checksum(key: row.text(0), answer) != row.integer(4) {
                    check.note("remembered_answer", row.text(0), "the checksum is wrong")
                }
                return true
            }
        }
    }

    /// The tables of records in the file, also those whose plugin is not in this build.
    mutating func recordTables() -> [String] {
        var names: [String] = []
        noting(nil) { check in
            try check.database.forEachRow(
                """
                SELECT m.name FROM sqlite_schema m WHERE m.type='table' AND 5=(SELECT count(*) FROM pragma_table_info(m.name)
                WHERE name IN ('id','schema_version','leaf','salt','body')) ORDER BY m.name
                """
            ) { row in
                names.append(row.text(0))
                return true
            }
        }
        return names
    }

    /// Every record of a table. Where a damaged page stops the reading, the rest is sought by the index of identities.
    mutating func records(
        in table: String, columns: [RecordTable.Column], type: (any StoredRecord.Type)?, advance: (Int) -> Void
    ) {
        let row = RecordCheck(connection: connection, log: log, table: table, columns: columns, type: type)
        var seen: Set<String> = []
        var stopped = false
        do {
            try database.forEachRow(row.select) { statement in
                seen.insert(statement.text(0))
                examine(statement, row, advance)
                return true
            }
        } catch {
            note(table, nil, "reading stopped: \(Self.text(error))")
            stopped = true
        }
        guard stopped else { return }
        noting(table) { check in
            var rest: [String] = []
            try check.database.forEachRow("SELECT id FROM \"\(table)\" ORDER BY id") {
                if !seen.contains($0.text(0)) { rest.append($0.text(0)) }
                return true
            }
            for id in rest {
                do {
                    let found: Void? = try check.database.row(row.select + " WHERE id=?1", [.text(id)]) {
                        check.examine($0, row, advance)
                    }
                    if found == nil { check.note(table, id, "the record cannot be found by its identity") }
                } catch { check.note(table, id, Self.text(error)) }
            }
        }
    }

    private mutating func examine(_ statement: Statement, _ row: RecordCheck, _ advance: (Int) -> Void) {
        report.records += 1
        if report.records % 1000 == 0 { advance(1000) }
        do {
            report.rawBytes += Int64(try row.examine(statement))
        } catch {
            note(row.table, statement.text(0), Self.text(error))
        }
    }
}
