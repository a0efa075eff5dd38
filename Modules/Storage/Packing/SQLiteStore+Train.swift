import AllianceKit

/// What a training gained, measured on samples that it did not learn from.
public struct TrainingResult: Sendable, Hashable, Codable {
    /// The table.
    public var table: String
    /// The new dictionary's number; nil when it would not have packed better, so that none was added.
    public var dictionary: Int64?
    /// Samples learned from and compared on.
    public var samples: Int
    /// The compared samples' raw size over their packed size, with the dictionary before.
    public var ratioBefore: Double
    /// The same with the new dictionary.
    public var ratio: Double
    /// How the new dictionary was made.
    public var method: String
}

/// A dictionary that was trained and not yet added.
struct TrainedDictionary {
    var bytes: [UInt8]
    var result: TrainingResult
    var isBetter: Bool
}

extension SQLiteStore {
    /// Trains on up to `limit` records of a table, spread over the whole of it. Throws `store.train.few` below ten records.
    func train(_ table: String, limit: Int) throws -> TrainedDictionary {
        guard tables[table] != nil else {
            throw AllianceError(
                "store.table.unknown", "there is no table \"\(table)\"",
                hint: "the tables are: \(tables.keys.sorted().joined(separator: ", "))", exit: .usage)
        }
        return try withReader { connection in
            let count = try connection.database.integer("SELECT count(*) FROM \"\(table)\"")
            let step = max(1, Int(count) / max(1, limit))
            var samples: [(id: String, body: [UInt8])] = []
            var place = 0
            try connection.database.forEachRow("SELECT id,body FROM \"\(table)\"") { row in
                defer { place += 1 }
                guard place % step == 0 else { return true }
                let id = row.text(0)
                samples.append((id, try connection.body(row, 1, id: id)))
                return samples.count < limit
            }
            let before = try connection.currentDictionary(of: table).bytes
            guard let outcome = DictionaryTrainer().train(samples, before: before) else {
                throw AllianceError("store.train.few", "\(table) has too few records to learn from (ten are needed)")
            }
            let raw = Double(outcome.raw)
            let result = TrainingResult(
                table: table, dictionary: nil, samples: samples.count,
                ratioBefore: raw / Double(max(1, outcome.packedBefore)), ratio: raw / Double(max(1, outcome.packed)),
                method: outcome.method)
            return TrainedDictionary(
                bytes: outcome.bytes, result: result, isBetter: outcome.packed < outcome.packedBefore)
        }
    }
}

extension SQLiteStore {
    /// Trains a dictionary and uses it from now on if it is better; what `alliance store train` does, for programs that link the store.
    /// Nothing is logged.
    @discardableResult
    public func trainAndUse(_ table: String, samples: Int = 2000) throws -> TrainingResult {
        let trained = try train(table, limit: samples)
        var result = trained.result
        guard trained.isBetter else { return result }
        result.dictionary = try withWriter {
            try $0.addDictionary(trained.bytes, for: table, trained: true, made: clock())
        }
        return result
    }
}

extension StoreSession {
    /// Adds a trained dictionary inside a write; new bodies are packed with it from the next write on.
    func addTrained(_ bytes: [UInt8], for table: String, made: Instant) throws -> Int64 {
        try connection.addDictionary(bytes, for: table, trained: true, made: made)
    }
}
