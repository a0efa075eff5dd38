import AllianceKit

extension RecordTable {
    /// What is missing in the file for this declaration: new tables, columns and indexes, in order; and what is there too much.
    struct Difference {
        var steps: [Migration] = []
        /// Whether rows are there whose new columns are to be computed.
        var needsFilling = false
    }

    /// Compares the declaration with the file.
    func difference(in database: Database) throws -> Difference {
        var present: [String: String] = [:]
        try database.forEachRow("SELECT name, type FROM pragma_table_info(?1)", [.text(name)]) {
            present[$0.text(0)] = $0.text(1)
            return true
        }
        var difference = Difference()
        if present.isEmpty {
            difference.steps.append(Migration("record.\(name).table", tableDefinition))
            difference.steps += columns.compactMap { index(on: $0) }
            return difference
        }
        for column in columns {
            guard let storage = present[column.name] else {
                difference.steps.append(
                    Migration(
                        "record.\(name).column.\(column.name)",
                        "ALTER TABLE \"\(name)\" ADD COLUMN \(column.definition)"))
                difference.needsFilling = true
                continue
            }
            guard storage == column.storage else {
                throw AllianceError(
                    "store.declaration", "\(name).\(column.name) changed from \(storage) to \(column.storage)",
                    hint: "give the column a new name", exit: .bug)
            }
        }
        let wanted = columns.compactMap { index(on: $0) }
        let existing = try indexes(in: database)
        let names = Set(wanted.map(Self.indexName))
        for index in existing.sorted() where index.hasPrefix("\(name)_") && !names.contains(index) {
            difference.steps.insert(Migration("record.\(name).drop.\(index)", "DROP INDEX \"\(index)\""), at: 0)
        }
        // A column that is no longer declared is not kept up to date, so it goes; it can be computed again from the bodies.
        let known = Set(Self.fixed + columns.map(\.name))
        for column in present.keys.sorted() where !known.contains(column) {
            difference.steps.append(
                Migration(
                    "record.\(name).drop.\(column)", "ALTER TABLE \"\(name)\" DROP COLUMN \"\(column)\""))
        }
        for step in wanted where !existing.contains(Self.indexName(step)) { difference.steps.append(step) }
        return difference
    }

    private var tableDefinition: String {
        let all =
            [
                "id TEXT NOT NULL PRIMARY KEY", "schema_version INTEGER NOT NULL", "leaf INTEGER NOT NULL",
                "salt BLOB NOT NULL",
            ] + columns.map(\.definition) + ["body BLOB NOT NULL"]
        return "CREATE TABLE \"\(name)\"(\(all.joined(separator: ", "))) STRICT"
    }

    /// The step that makes a column's index, or nil if it has none. A unique index serves searches too.
    private func index(on column: Column) -> Migration? {
        guard column.indexed || column.unique else { return nil }
        let index = "\(name)_\(column.name)_\(column.unique ? "unique" : "index")"
        return Migration(
            "record.\(name).index.\(index)",
            "CREATE \(column.unique ? "UNIQUE " : "")INDEX \"\(index)\" ON \"\(name)\"(\"\(column.name)\")")
    }

    private static func indexName(_ step: Migration) -> String {
        String(step.name.split(separator: ".").last ?? "")
    }

    private func indexes(in database: Database) throws -> Set<String> {
        var names: Set<String> = []
        try database.forEachRow("SELECT name FROM pragma_index_list(?1)", [.text(name)]) {
            names.insert($0.text(0))
            return true
        }
        return names
    }
}
