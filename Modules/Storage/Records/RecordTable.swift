import AllianceKit

/// The table of one record type: its name, its columns and the statements on it.
struct RecordTable: Sendable {
    /// A declared column.
    struct Column: Sendable, Hashable {
        var name: String
        var kind: ColumnKind
        var indexed: Bool
        var unique: Bool
    }

    let name: String
    let schemaVersion: Int
    let columns: [Column]
    /// Inserts or replaces a row: id, schema version, leaf, salt, body, then the columns.
    let upsert: String
    let get: String
    let delete: String

    /// Columns every table has.
    static let fixed = ["id", "schema_version", "leaf", "salt", "body"]

    /// Checks the declaration, which is a programmer's, and makes the statements.
    init<Record: StoredRecord>(_ type: Record.Type) throws {
        name = Record.table
        schemaVersion = Record.schemaVersion
        columns = Record.columns.map {
            Column(name: $0.name, kind: $0.kind, indexed: $0.indexed, unique: $0.unique)
        }
        for word in [name] + columns.map(\.name) where !Self.isName(word) || Self.fixed.contains(word) {
            throw AllianceError("store.declaration", "\(name): \"\(word)\" cannot be a name", exit: .bug)
        }
        guard Set(columns.map(\.name)).count == columns.count else {
            throw AllianceError("store.declaration", "\(name) declares a column twice", exit: .bug)
        }
        let names = Self.fixed + columns.map { "\"\($0.name)\"" }
        let marks = names.indices.map { "?\($0 + 1)" }.joined(separator: ",")
        let updates = names.dropFirst().map { "\($0)=excluded.\($0)" }.joined(separator: ",")
        upsert =
            "INSERT INTO \"\(name)\"(\(names.joined(separator: ","))) VALUES(\(marks)) "
            + "ON CONFLICT(id) DO UPDATE SET \(updates)"
        get = "SELECT id,schema_version,body FROM \"\(name)\" WHERE id=?1"
        delete = "DELETE FROM \"\(name)\" WHERE id=?1"
    }

    /// Lower-case letters, digits and underscores, starting with a letter: safe inside a statement, and the same in other engines.
    private static func isName(_ word: String) -> Bool {
        guard let first = word.utf8.first, 97...122 ~= first, word.utf8.count <= 60 else { return false }
        return word.utf8.allSatisfy { 97...122 ~= $0 || 48...57 ~= $0 || $0 == 0x5f }
    }
}

extension RecordTable.Column {
    /// The column in a STRICT table's definition.
    var definition: String { "\"\(name)\" \(storage)" }

    /// SQLite's word for the storage type.
    var storage: String {
        switch kind {
        case .integer: "INTEGER"
        case .real: "REAL"
        case .text: "TEXT"
        case .blob: "BLOB"
        }
    }
}
