import AllianceKit
import Glibc
import Synchronization

/// Something with a connection that a pool lends.
protocol PooledConnection: AnyObject {
    var database: Database { get }
}

extension Database: PooledConnection {
    var database: Database { self }
}

/// One writing connection, lent to one thread at a time, and some reading ones, each lent inside a read transaction.
final class ConnectionPool<Connection: PooledConnection>: @unchecked Sendable {
    // What follows is used under one of the two locks; that is what makes the class Sendable.
    private let writing = Mutex<Void>(())
    private let writerThread = Atomic<UInt>(0)
    private let writer: Connection?
    private let pooling = Mutex<Void>(())
    private var idle: [Connection] = []
    private let path: String
    private let makeReader: @Sendable () throws -> Connection

    /// Without a writer every write is refused.
    init(path: String, writer: Connection?, makeReader: @escaping @Sendable () throws -> Connection) {
        self.path = path
        self.writer = writer
        self.makeReader = makeReader
    }

    /// Readers go first: the last connection to close tidies the write-ahead log away, and one that only reads cannot.
    deinit { idle.removeAll() }

    /// Lends a connection that sees one state.
    func read<Result>(_ body: (Connection) throws -> Result) throws -> Result {
        try DatabaseError.translating {
            let connection = try pooling.withLock({ _ in idle.popLast() }) ?? makeReader()
            do {
                try connection.database.beginRead()
                let result = try body(connection)
                try connection.database.commit()
                giveBack(connection)
                return result
            } catch {
                connection.database.rollback()
                // A connection with a fault of its own is closed rather than used again.
                if !(error is DatabaseError) { giveBack(connection) }
                throw error
            }
        }
    }

    /// Lends the writing connection; the caller makes the transaction.
    func write<Result>(_ body: (Connection) throws -> Result) throws -> Result {
        guard let writer else {
            throw AllianceError(
                "store.read-only", "the store is open for reading only", at: SourcePlace(file: path),
                exit: .cannotWrite)
        }
        let thread = UInt(pthread_self())
        guard writerThread.load(ordering: .relaxed) != thread else {
            throw AllianceError("store.nested", "a write was started inside a write", exit: .bug)
        }
        // The result leaves through a variable, because it need not be Sendable.
        var result: Result?
        try writing.withLock { _ in
            writerThread.store(thread, ordering: .relaxed)
            defer { writerThread.store(0, ordering: .relaxed) }
            result = try DatabaseError.translating { try body(writer) }
        }
        return result!
    }

    private func giveBack(_ connection: Connection) {
        pooling.withLock { _ in if idle.count < 8 { idle.append(connection) } }
    }
}
