/// How a file is opened: what SQLite calls pragmas.
public struct DatabaseProfile: Sendable, Hashable {
    /// What the file may be used for.
    public enum Access: Sendable, Hashable {
        /// Reading and writing; the file is made if it is missing.
        case create
        /// Reading and writing an existing file.
        case write
        /// Reading an existing file; SQLite refuses writes.
        case read
        /// Reading a file of somebody who is not trusted and that nobody writes meanwhile: no locks, no journal beside it, and limits on
        /// what its schema and its rows may ask for.
        case foreign
    }

    /// What the file may be used for.
    public var access: Access
    /// Whether COMMIT waits until the change is on the disk (`synchronous=FULL`), or a power cut may take the last commits
    /// (`NORMAL`; never corrupt).
    public var isDurable: Bool
    /// Whether deleted content is overwritten with zeros.
    public var erasesSecurely: Bool
    /// How long a statement waits for another program's lock, in milliseconds.
    public var busyTimeout: Int32
    /// Bytes of page cache, in KiB.
    public var cacheKiB: Int
    /// Whether it asks again each millisecond while it waits, so that it gets its turn in the short pauses of a long import; SQLite's own
    /// waiting sleeps up to 100 ms at a time and misses them.
    public var waitsEagerly = false

    /// Makes a profile.
    public init(
        access: Access, isDurable: Bool = true, erasesSecurely: Bool = true, busyTimeout: Int32 = 5000,
        cacheKiB: Int = 16384
    ) {
        self.access = access
        self.isDurable = isDurable
        self.erasesSecurely = erasesSecurely
        self.busyTimeout = busyTimeout
        self.cacheKiB = cacheKiB
    }

    /// Records, ledger and outbox: durable, and erased content is overwritten.
    public static func records(_ access: Access, busyTimeout: Int32 = 5000) -> DatabaseProfile {
        DatabaseProfile(access: access, busyTimeout: busyTimeout)
    }

    /// Hash lists: rebuildable from their source, so a commit does not wait for the disk.
    public static func lists(_ access: Access, busyTimeout: Int32 = 5000) -> DatabaseProfile {
        var profile = DatabaseProfile(
            access: access, isDurable: false, erasesSecurely: false, busyTimeout: busyTimeout, cacheKiB: 65536)
        profile.waitsEagerly = true
        return profile
    }

    /// The statements that set a connection up, in order. The page size counts only while the file is empty.
    var pragmas: [String] {
        var list = ["PRAGMA trusted_schema=OFF", "PRAGMA cell_size_check=ON", "PRAGMA foreign_keys=ON"]
        if access == .create || access == .write {
            list += [
                "PRAGMA page_size=8192", "PRAGMA journal_mode=WAL",
                "PRAGMA synchronous=\(isDurable ? "FULL" : "NORMAL")",
                "PRAGMA secure_delete=\(erasesSecurely ? "ON" : "OFF")",
            ]
        }
        if access == .foreign { list.append("PRAGMA query_only=ON") }
        list += ["PRAGMA cache_size=-\(cacheKiB)", "PRAGMA temp_store=MEMORY"]
        return list
    }
}
