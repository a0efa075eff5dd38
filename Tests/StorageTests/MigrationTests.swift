import AllianceKit
import TestKit
import Testing

@testable import Storage

/// The shapes one record type goes through; each is a type of its own over the same table.
private struct FirstShape: StoredRecord, Equatable {
    var id: EntityID
    var title: String
    static let table = "shape"
    static let columns: [RecordColumn<FirstShape>] = [RecordColumn("title", .text) { .text($0.title) }]
    static let examples = [FirstShape(id: EntityID(prefix: "shape", name: "1"), title: "one")]
}

private struct SecondShape: StoredRecord, Equatable {
    var id: EntityID
    var title: String
    var length: Int
    static let table = "shape"
    static let schemaVersion = 2
    static let columns: [RecordColumn<SecondShape>] = [
        RecordColumn("title", .text, indexed: true) { .text($0.title) },
        RecordColumn("length", .integer, indexed: true) { .integer(Int64($0.length)) },
        RecordColumn("upper", .text, unique: true) { .text($0.title.uppercased()) },
    ]
    static let examples = [SecondShape(id: EntityID(prefix: "shape", name: "1"), title: "one", length: 3)]
    static func upgrade(_ body: JSONValue, from version: Int) throws -> JSONValue {
        guard var object = body.objectValue else { return body }
        object["length"] = .int(object["title"]?.stringValue?.count)
        return .object(object)
    }
}

@Suite("Declarations that change")
struct MigrationTests {
    private func shapes(_ path: String, _ count: Int) throws {
        let store = try SQLiteStore.sample(path, types: [FirstShape.self])
        try store.write { (tx) throws in
            for number in 0..<count {
                let shape = FirstShape(
                    id: EntityID(prefix: "shape", name: "\(number)"), title: String(repeating: "x", count: number + 1))
                try tx.put(
                    shape, because: Event("shape.added", shape.id, at: Instant(milliseconds: 0), by: "tester"))
            }
        }
    }

    @Test("New columns are computed for the rows that are there; old bodies are brought forward")
    func newColumns() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("alliance.db")
        try shapes(path, 1203)
        let store = try SQLiteStore.sample(path, access: .write, types: [SecondShape.self])
        try store.read { (reader) throws in
            let query = Query<SecondShape>().where("length", .greater, .integer(1200)).ordered(by: "length")
            let found = try reader.all(query)
            #expect(found.map(\.length) == [1201, 1202, 1203])
            #expect(found.map(\.title.count) == [1201, 1202, 1203])
            #expect(try reader.count(Query<SecondShape>().where("upper", .equal, .null)) == 0)
        }
        #expect(try store.verify().damages.isEmpty)
        let names = try store.withReadDatabase { database in
            var names: [String] = []
            try database.forEachRow("SELECT name FROM migration ORDER BY position") {
                names.append($0.text(0))
                return true
            }
            return names
        }
        #expect(
            names.suffix(5) == [
                "record.shape.column.length", "record.shape.column.upper", "record.shape.index.shape_title_index",
                "record.shape.index.shape_length_index", "record.shape.index.shape_upper_unique",
            ])
    }

    @Test("An older program refuses bodies it does not know, and drops columns it cannot keep up to date")
    func back() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("alliance.db")
        try shapes(path, 3)
        let newer = try SQLiteStore.sample(path, access: .write, types: [SecondShape.self])
        let added = SecondShape(id: EntityID(prefix: "shape", name: "new"), title: "new", length: 3)
        let event = Event("shape.added", added.id, at: Instant(milliseconds: 0), by: "tester")
        try newer.write { try $0.put(added, because: event) }
        let older = try SQLiteStore.sample(path, access: .write, types: [FirstShape.self])
        #expect(code { _ = try older.read { try $0.get(FirstShape.self, added.id) } } == "store.record.newer")
        let shape = FirstShape(id: EntityID(prefix: "shape", name: "1"), title: "changed")
        try older.write { try $0.put(shape, because: event) }
        // The newer program computes its columns again, also of the row that the older one changed.
        let again = try SQLiteStore.sample(path, access: .write, types: [SecondShape.self])
        let found = try again.read { try $0.all(Query<SecondShape>().where("upper", .equal, .text("CHANGED"))) }
        #expect(found.map(\.length) == [7])
    }

    @Test("Opening again changes nothing")
    func idempotent() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("alliance.db")
        try shapes(path, 3)
        let before = try Files.read(path)
        _ = try SQLiteStore.sample(path, access: .write, types: [FirstShape.self])
        #expect(try Files.read(path) == before)
    }

    @Test("A table of a plugin that is not in this build is left alone and verified")
    func foreign() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("alliance.db")
        try shapes(path, 3)
        let store = try SQLiteStore.sample(path, access: .write, types: [SampleRecord.self])
        let report = try store.verify()
        #expect(report.records == 3)
        #expect(report.damages.isEmpty)
        #expect(code { _ = try store.read { try $0.count(Query<FirstShape>()) } } == "store.table.unknown")
    }
}
