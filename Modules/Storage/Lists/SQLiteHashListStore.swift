public import AllianceKit
import Glibc

/// Known-hash lists in one SQLite file of their own, so that a long import never keeps a case from being saved.
///
/// Lists can be imported again from their source, so commits do not wait for the disk: after a power cut the last batches may be
/// missing, and the import is run again.
public final class SQLiteHashListStore: HashListStore {
    /// The file.
    public let path: String
    /// Entries in one transaction.
    public let batch: Int
    let pause: @Sendable () -> Void
    let connections: ConnectionPool<Database>

    /// Opens the lists of a workspace, or makes them with `.create`. `pause` is called between batches; it gives other writers their
    /// turn, because SQLite's lock is not fair. `randomBytes` names the file when it is made.
    public init(
        path: String, access: DatabaseProfile.Access = .write, batch: Int = 20_000, busyTimeout: Int32 = 5000,
        clock: @escaping @Sendable () -> Instant, randomBytes: (Int) -> [UInt8] = SQLiteHashListStore.systemRandom,
        pause: @escaping @Sendable () -> Void = SQLiteHashListStore.fiveMilliseconds
    ) throws {
        self.path = path
        self.batch = max(1, batch)
        self.pause = pause
        guard access == .create || Files.exists(path) else {
            throw AllianceError(
                "store.missing", "there are no hash lists here", at: SourcePlace(file: path),
                hint: "make a workspace with: alliance init")
        }
        let opened = try DatabaseError.translating {
            try Database(path: path, profile: .lists(access, busyTimeout: busyTimeout))
        }
        connections = ConnectionPool(path: path, writer: access == .read ? nil : opened) {
            try Database(path: path, profile: .lists(.read, busyTimeout: busyTimeout))
        }
        try DatabaseError.translating { try Self.update(opened, access, clock(), randomBytes) }
    }

    private static func update(
        _ database: Database, _ access: DatabaseProfile.Access, _ now: Instant, _ randomBytes: (Int) -> [UInt8]
    ) throws {
        let migrator = Migrator(
            database: database, application: ListsSchema.application, version: ListsSchema.version, now: now)
        try migrator.checkHead(mayBeEmpty: access == .create)
        try migrator.checkKnown(ListsSchema.migrations)
        func isCurrent() throws -> Bool {
            let applied = try migrator.applied()
            return ListsSchema.migrations.allSatisfy { applied.contains($0.name) }
        }
        if try isCurrent() { return }
        guard access != .read else {
            throw AllianceError(
                "store.older", "these hash lists were made by an older version of the program",
                at: SourcePlace(file: database.path),
                hint: "any command that opens the workspace brings them up to date: alliance doctor")
        }
        try database.transaction {
            // Another program may have been faster.
            if try isCurrent() { return }
            try migrator.run(ListsSchema.migrations)
            try HashLog.identify(database, random: randomBytes(8))
            try FirstLists.move(in: database, at: now)
        }
    }

    /// Sleeps for 5 ms between batches, so that another writer waits for about one batch.
    @Sendable public static func fiveMilliseconds() { usleep(5000) }

    /// So many bytes of the system's generator.
    @Sendable public static func systemRandom(_ count: Int) -> [UInt8] { (0..<count).map { _ in .random(in: 0...255) } }

    /// Gives the file another identity, so that no index of what it was before a restore takes it for the same.
    func becomeAnother(_ random: [UInt8]) throws { try change { try HashLog.identify($0, random: random) } }
}
