import AllianceKit

extension SQLiteStore {
    /// The store's own steps and the log's.
    private var steps: [Migration] { StoreSchema.migrations + log.migrations }

    /// Checks the file and, if it may be written, brings it up to date in one transaction.
    func prepare(_ connection: StoreConnection, access: DatabaseProfile.Access) throws {
        let database = connection.database
        let migrator = Migrator(
            database: database, application: StoreSchema.application, version: StoreSchema.version, now: clock())
        try migrator.checkHead(mayBeEmpty: access == .create)
        try migrator.checkKnown(steps)
        guard try isBehind(connection, migrator) else { return }
        guard access != .read else {
            throw AllianceError(
                "store.behind", "this store was made by an older version and must be brought up to date first",
                at: SourcePlace(file: path), hint: "run any command on the workspace it belongs to")
        }
        try database.transaction {
            // Seen again under the lock: another process may have done it meanwhile.
            try migrator.checkHead(mayBeEmpty: access == .create)
            try migrator.run(steps)
            for type in recordTypes { try migrate(type, connection, migrator) }
        }
    }

    private func isBehind(_ connection: StoreConnection, _ migrator: Migrator) throws -> Bool {
        let applied = try migrator.applied()
        guard steps.allSatisfy({ applied.contains($0.name) }) else { return true }
        return try recordTypes.contains { type in
            guard let table = tables[type.table] else { return false }
            return try !table.difference(in: connection.database).steps.isEmpty
        }
    }

    private func migrate(
        _ type: any StoredRecord.Type, _ connection: StoreConnection, _ migrator: Migrator
    ) throws {
        guard let table = tables[type.table] else { return }
        let difference = try table.difference(in: connection.database)
        let (columns, indexes) = (
            difference.steps.filter { !$0.name.contains(".index.") },
            difference.steps.filter { $0.name.contains(".index.") }
        )
        // Columns first, then their values, then indexes over them.
        for step in columns { try migrator.apply(step) }
        if difference.needsFilling { try ColumnFiller(connection: connection).fill(type, table) }
        for step in indexes { try migrator.apply(step) }
    }
}

extension RecordTable {
    /// Opens the existential.
    init(opening type: any StoredRecord.Type) throws {
        func make<Record: StoredRecord>(_ type: Record.Type) throws -> RecordTable { try RecordTable(type) }
        self = try make(type)
    }
}
