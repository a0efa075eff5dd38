import AllianceKit
import Storage

/// The operations of one writer, numbered from 0. Each is one transaction: a record, its event, a counter, an outbox row, and the
/// answer remembered under the operation's key; every fifth also erases the record of the one four before.
struct Operations {
    let store: SQLiteStore
    let writer: String

    /// Does operation `number` unless its key says that it was done.
    func perform(_ number: Int) throws {
        let key = "\(writer)-\(number)"
        let time = Instant(milliseconds: 1_790_000_000_000 + Int64(number))
        try store.write { tx in
            if try tx.rememberedAnswer(for: key) != nil { return }
            let record = TortureRecord(writer: writer, number: number)
            try tx.put(record, because: Event("torture.added", record.id, at: time, by: writer))
            var counter =
                try tx.get(TortureCounter.self, TortureCounter.id(writer)) ?? TortureCounter(writer: writer, count: 0)
            counter.count += 1
            try tx.put(counter, because: Event("torture.counted", counter.id, at: time, by: writer))
            if let erased = Self.erased(by: number) {
                let id = TortureRecord.id(writer, erased)
                try tx.erase(TortureRecord.self, id, because: Event("torture.erased", id, at: time, by: writer))
            }
            try tx.remember(RememberedAnswer(request: key, answer: Array("\(number)".utf8), time: time), for: key)
        }
    }

    /// The operation whose record operation `number` erases.
    static func erased(by number: Int) -> Int? { number % 5 == 4 ? number - 4 : nil }

    /// The events that so many operations leave.
    static func events(after count: Int) -> Int64 { Int64(count * 2 + count / 5) }

    /// What is wrong after a crash, when every operation below `acknowledged` was acknowledged; empty when all is well.
    func problems(acknowledged: Int) throws -> [String] {
        var problems: [String] = []
        try store.read { reader in
            let count = try reader.get(TortureCounter.self, TortureCounter.id(writer))?.count ?? 0
            // One more than acknowledged may be there: done, and killed before it could say so.
            if count < acknowledged { problems.append("\(acknowledged) acknowledged, \(count) there: lost") }
            if count > acknowledged + 1 { problems.append("\(acknowledged) acknowledged, \(count) there: doubled") }
            for number in 0..<count {
                if try reader.rememberedAnswer(for: "\(writer)-\(number)") == nil {
                    problems.append("the answer of operation \(number) is missing")
                }
                let erased = (number + 4) % 5 == 4 && number + 4 < count
                let found = try reader.get(TortureRecord.self, TortureRecord.id(writer, number))
                if erased != (found == nil) { problems.append("operation \(number): wrong record") }
                if let found, found != TortureRecord(writer: writer, number: number) {
                    problems.append("operation \(number): changed record")
                }
            }
            if try reader.rememberedAnswer(for: "\(writer)-\(count)") != nil {
                problems.append("the answer of operation \(count) is there without its change")
            }
            let found = try reader.count(Query<TortureRecord>().where("writer", .equal, .text(writer)))
            if found != count - count / 5 { problems.append("\(found) records after \(count) operations") }
            var events: Int64 = 0
            try reader.forEachEvent(from: 0) {
                if $0.event.actor == writer { events += 1 }
                return true
            }
            if events != Self.events(after: count) { problems.append("\(events) events after \(count) operations") }
        }
        return problems
    }
}
