import CSQLite

/// A connection to one SQLite file. Used by one thread at a time; its owner holds the lock.
public final class Database {
    init() {}
}
