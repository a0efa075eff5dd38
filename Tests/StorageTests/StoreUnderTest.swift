import AllianceKit
import Storage
import TestKit

/// The engines that must mean the same by every operation.
enum Engine: String, CaseIterable, Sendable {
    case sqlite, memory
}

/// A store in a fresh folder, which goes away with this value.
struct StoreUnderTest {
    let folder: TemporaryFolder
    let store: any Store

    init(_ engine: Engine) throws {
        folder = try TemporaryFolder()
        store =
            switch engine {
            case .sqlite: try SQLiteStore.sample(folder.file("alliance.db"))
            case .memory: MemoryStore()
            }
    }
}

extension SQLiteStore {
    /// A store of sample records with the test log.
    static func sample(
        _ path: String, access: DatabaseProfile.Access = .create,
        types: [any StoredRecord.Type] = [SampleRecord.self], log: TestEventLog = TestEventLog(),
        options: StoreOptions = StoreOptions()
    ) throws -> SQLiteStore {
        try SQLiteStore(
            path: path, recordTypes: types, eventLog: log, clock: { Instant(milliseconds: 1_790_000_000_000) },
            access: access, options: options)
    }
}

/// The error's code, or what else happened.
func code(_ body: () throws -> Void) -> String {
    do {
        try body()
        return "no error"
    } catch let error as AllianceError {
        return error.code
    } catch {
        return "\(error)"
    }
}
