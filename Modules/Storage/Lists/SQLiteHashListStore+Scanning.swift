public import AllianceKit

extension SQLiteHashListStore {
    /// Hands over the entries of a list, tombstones too, by entry name. Names of each form are sorted in the table; the forms are merged.
    public func forEachEntry(of list: String, _ body: (HashEntry) throws -> Bool) throws {
        try connections.read { database in
            let number = try database.integer("SELECT number FROM list WHERE name=?1", [.text(list)])
            var streams: [EntryStream] = []
            defer { for stream in streams { stream.statement.reset() } }
            for form in ListKey.Form.allCases {
                let statement = try database.statement(
                    "SELECT key,body FROM entry WHERE list=?1 AND key>=?2 AND key<?3 ORDER BY key")
                try statement.bind([.integer(number), .blob([form.rawValue]), .blob([form.rawValue + 1])])
                streams.append(try EntryStream(statement, database))
            }
            streams.removeAll { $0.current == nil }
            while let next = streams.min(by: EntryStream.precedes), let entry = next.current {
                if try !body(entry) { return }
                try next.advance(database)
                if next.current == nil { streams.removeAll { $0 === next } }
            }
        }
    }

    /// Hands over the distinct active PDQ hashes, ascending.
    public func forEachPerceptualHash(in lists: [String]?, _ body: (Hash256) throws -> Void) throws {
        try connections.read { database in
            var streams: [HashStream] = []
            defer { for stream in streams { stream.statement.reset() } }
            for number in try Self.numbers(of: lists, in: database) {
                for form in [ListKey.Form.digits, .pdq] {
                    let statement = try database.statement(
                        "SELECT key,body FROM entry WHERE list=?1 AND key>=?2 AND key<?3 ORDER BY key")
                    try statement.bind([.integer(number), .blob([form.rawValue]), .blob([form.rawValue + 1])])
                    streams.append(try HashStream(statement, isNear: false))
                }
                let statement = try database.statement(
                    "SELECT hash FROM near WHERE list=?1 AND silent IS NULL ORDER BY hash")
                try statement.bind([.integer(number)])
                streams.append(try HashStream(statement, isNear: true))
            }
            streams.removeAll { $0.current == nil }
            var last: Hash256?
            while let next = streams.min(by: HashStream.precedes) {
                // The smallest one is read until another comes before it.
                let others = streams.filter { $0 !== next }
                let bound = others.min(by: HashStream.precedes)?.current
                while let hash = next.current, bound.map({ !HashStream.precedes($0, hash) }) ?? true {
                    if hash != last { try body(hash) }
                    last = hash
                    try next.advance()
                }
                if next.current == nil { streams = others }
            }
        }
    }

    private static func numbers(of lists: [String]?, in database: Database) throws -> [Int64] {
        var numbers: [Int64] = []
        try database.forEachRow("SELECT number,name FROM list ORDER BY number") { row in
            if lists?.contains(row.text(1)) ?? true { numbers.append(row.integer(0)) }
            return true
        }
        return numbers
    }

    /// Reads the words straight from the row: ten million of them take seconds, not minutes.
    static func hash(_ span: RawSpan, at start: Int) -> Hash256 {
        func word(_ place: Int) -> UInt64 {
            UInt64(bigEndian: unsafe span.unsafeLoadUnaligned(fromByteOffset: start + place * 8, as: UInt64.self))
        }
        return Hash256(word0: word(3), word1: word(2), word2: word(1), word3: word(0))
    }
}

/// The entries of one form of name.
private final class EntryStream {
    let statement: Statement
    private(set) var current: HashEntry?

    init(_ statement: Statement, _ database: Database) throws {
        self.statement = statement
        try advance(database)
    }

    func advance(_ database: Database) throws {
        current = nil
        guard try statement.step() else { return }
        current = try SQLiteHashListStore.entry(statement.bytes(0), statement.bytes(1), in: database)
    }

    static func precedes(_ left: EntryStream, _ right: EntryStream) -> Bool {
        guard let first = left.current?.entry, let second = right.current?.entry else { return left.current != nil }
        return first.utf8.lexicographicallyPrecedes(second.utf8)
    }
}

/// The active PDQ hashes of one list from one table, ascending.
private final class HashStream {
    let statement: Statement
    private let isNear: Bool
    private(set) var current: Hash256?

    /// Stands on the first one: a statement that has not begun would be lent to the next stream too.
    init(_ statement: Statement, isNear: Bool) throws {
        self.statement = statement
        self.isNear = isNear
        try advance()
    }

    func advance() throws {
        while try statement.step() {
            current = statement.withBytes(0) { span in
                if isNear { return span.byteCount == 32 ? SQLiteHashListStore.hash(span, at: 0) : nil }
                guard span.byteCount == 33, statement.withBytes(1, EntryBody.hasActivePDQ) else { return nil }
                return SQLiteHashListStore.hash(span, at: 1)
            }
            if current != nil { return }
        }
        current = nil
    }

    static func precedes(_ left: HashStream, _ right: HashStream) -> Bool {
        guard let first = left.current, let second = right.current else { return left.current != nil }
        return precedes(first, second)
    }

    static func precedes(_ left: Hash256, _ right: Hash256) -> Bool {
        (left.word3, left.word2, left.word1, left.word0) < (right.word3, right.word2, right.word1, right.word0)
    }
}
