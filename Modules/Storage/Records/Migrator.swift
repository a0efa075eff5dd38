import AllianceKit

/// Brings a database file up to date: refuses newer files, runs the steps that are missing, and notes each.
struct Migrator {
    let database: Database
    let application: Int64
    let version: Int64
    let now: Instant

    /// Throws when the file is not of this application, or of a newer version, or (with `isNew` false) empty.
    func checkHead(mayBeEmpty: Bool) throws {
        let found = try database.integer("PRAGMA application_id")
        let foundVersion = try database.integer("PRAGMA user_version")
        let place = SourcePlace(file: database.path)
        if found == 0, foundVersion == 0, try isEmpty() {
            if mayBeEmpty { return }
            throw AllianceError(
                "store.empty", "this file is empty, not a store", at: place,
                hint: "make a workspace with: alliance init; or restore a backup")
        }
        guard found == application else {
            throw AllianceError(
                "store.not-a-store", "this is a database of another program", at: place, hint: "check the path")
        }
        guard foundVersion <= version else { throw newer("format \(foundVersion), known \(version)") }
    }

    /// Runs what is missing of `steps`. Must be called in a write transaction.
    func run(_ steps: [Migration]) throws {
        if try isEmpty() {
            try database.execute(
                """
                PRAGMA application_id=\(application);
                PRAGMA user_version=\(version);
                CREATE TABLE migration(
                  position INTEGER PRIMARY KEY, name TEXT NOT NULL, applied INTEGER NOT NULL) STRICT;
                """)
        }
        let done = try applied()
        for step in steps where !done.contains(step.name) { try apply(step) }
    }

    /// Runs one step and notes it.
    func apply(_ step: Migration) throws {
        try database.execute(step.sql)
        try note(step.name)
    }

    /// Notes a step that ran.
    func note(_ name: String) throws {
        try database.run(
            "INSERT INTO migration(name,applied) VALUES(?1,?2)", [.text(name), .integer(now.milliseconds)])
    }

    /// Throws when the file has steps that this program does not know.
    func checkKnown(_ steps: [Migration]) throws {
        let known = Set(steps.map(\.name))
        let unknown = try applied().filter { !known.contains($0) && !$0.hasPrefix(StoreSchema.recordPrefix) }
        guard unknown.isEmpty else { throw newer("unknown: \(unknown.sorted().joined(separator: ", "))") }
    }

    /// The names of the steps that ran.
    func applied() throws -> Set<String> {
        var names: Set<String> = []
        if try isEmpty() { return names }
        try database.forEachRow("SELECT name FROM migration") {
            names.insert($0.text(0))
            return true
        }
        return names
    }

    private func isEmpty() throws -> Bool { try database.integer("SELECT count(*) FROM sqlite_schema") == 0 }

    private func newer(_ detail: String) -> AllianceError {
        AllianceError(
            "store.newer", "this store was made by a newer version of the program (\(detail))",
            at: SourcePlace(file: database.path), hint: "update this program; the file was not changed")
    }
}
