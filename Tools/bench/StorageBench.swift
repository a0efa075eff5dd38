import AllianceKit
import Cryptography
import Ledger
import Storage

/// The store against the same records as plain JSON rows, in the same run on the same disk.
enum StorageBench {
    private static let count = 100_000
    private static let group = 1000
    private static let reads = 100_000

    static func run(in folder: String) throws -> [BenchFigure] {
        let records = Array(BenchCases(seed: 2026).prefix(count))
        var texts: [String] = []
        let encoding = try measuredSeconds {
            texts = try records.map { String(decoding: try JSONBytes.encode($0), as: UTF8.self) }
        }
        let raw = texts.reduce(0) { $0 + $1.utf8.count }
        let order = (0..<reads).map { $0 &* 7919 % count }
        var figures = [
            BenchFigure(name: "storage.record.mean", value: Double(raw) / Double(count), unit: "bytes"),
            BenchFigure(name: "storage.encode", value: Double(count) / encoding, unit: "records/s"),
            BenchFigure(
                name: "storage.decode",
                value: try Double(20000)
                    / measuredSeconds {
                        for text in texts.prefix(20000) {
                            _ = try JSONBytes.decode(BenchCase.self, from: Array(text.utf8))
                        }
                    }, unit: "records/s"),
        ]
        let bare = try PlainStore(path: "\(folder)/bare.db", searchable: false)
        for start in stride(from: 0, to: count, by: group) {
            try bare.add(records[start..<start + group], texts[start..<start + group], searchable: false)
        }
        let plain = try PlainStore(path: "\(folder)/plain.db", searchable: true)
        let plainInsert = try measuredSeconds {
            for start in stride(from: 0, to: count, by: group) {
                try plain.add(records[start..<start + group], texts[start..<start + group], searchable: true)
            }
        }
        let plainRead = try measuredSeconds { for place in order { _ = try plain.text(records[place].id.text) } }
        figures.append(
            BenchFigure(name: "storage.plain.insert", value: Double(count) / plainInsert, unit: "records/s"))
        figures.append(BenchFigure(name: "storage.plain.read", value: Double(reads) / plainRead, unit: "records/s"))
        let plainSize = Double(try plain.size()) / Double(count)
        let bareSize = Double(try bare.size()) / Double(count)
        figures.append(BenchFigure(name: "storage.plain.size", value: plainSize, unit: "bytes/record"))
        figures.append(BenchFigure(name: "storage.plain.bare.size", value: bareSize, unit: "bytes/record"))
        figures += try packed(
            "untrained", folder, records, order, train: false, plainSize, bareSize, plainInsert, plainRead)
        figures += try packed(
            "trained", folder, records, order, train: true, plainSize, bareSize, plainInsert, plainRead)
        return figures
    }

    private static func packed(
        _ label: String, _ folder: String, _ records: [BenchCase], _ order: [Int], train: Bool, _ plainSize: Double,
        _ bareSize: Double, _ plainInsert: Double, _ plainRead: Double
    ) throws -> [BenchFigure] {
        let store = try SQLiteStore(
            path: "\(folder)/\(label).db", recordTypes: [BenchCase.self],
            eventLog: TransparencyLog(randomBytes: SystemRandom.bytes),
            clock: { Instant(milliseconds: 1_790_000_000_000) },
            access: .create)
        if train {
            // As an operator would: after the first two thousand records.
            try put(records[..<2000], store)
            try store.trainAndUse("bench_case", samples: 2000)
        }
        let rest = train ? records[2000...] : records[...]
        let insert = try measuredSeconds {
            for start in stride(from: rest.startIndex, to: rest.endIndex, by: group) {
                try put(rest[start..<min(start + group, rest.endIndex)], store)
            }
        }
        let read = try measuredSeconds {
            for place in order { _ = try store.read { try $0.get(BenchCase.self, records[place].id) } }
        }
        let together = try measuredSeconds {
            try store.read { reader in
                for place in order { _ = try reader.get(BenchCase.self, records[place].id) }
            }
        }
        let statistics = try store.statistics()[0]
        let size = Double(statistics.fileBytes ?? 0) / Double(count)
        let verify = try measuredSeconds { _ = try store.verify() }
        return [
            BenchFigure(
                name: "storage.\(label).size", value: size, unit: "bytes/record", ratio: size / plainSize,
                target: .atMost(0.36), targetIsRatio: true),
            BenchFigure(
                name: "storage.\(label).size-to-bare", value: size, unit: "bytes/record", ratio: size / bareSize),
            BenchFigure(
                name: "storage.\(label).body", value: Double(statistics.packedBytes) / Double(count),
                unit: "bytes/record",
                ratio: Double(statistics.packedBytes) / Double(statistics.rawBytes)),
            BenchFigure(
                name: "storage.\(label).insert", value: Double(rest.count) / insert, unit: "records/s",
                ratio: plainInsert / Double(count) / (insert / Double(rest.count)), target: .atLeast(10000)),
            BenchFigure(
                name: "storage.\(label).read", value: Double(reads) / read, unit: "records/s", ratio: plainRead / read,
                target: .atLeast(30000)),
            BenchFigure(
                name: "storage.\(label).read-in-one", value: Double(reads) / together, unit: "records/s",
                ratio: plainRead / together),
            BenchFigure(name: "storage.\(label).verify", value: Double(count) / verify, unit: "records/s"),
        ]
    }

    private static func put(_ records: ArraySlice<BenchCase>, _ store: SQLiteStore) throws {
        try store.write { tx in
            for record in records {
                try tx.put(
                    record,
                    because: Event(
                        "bench.case.received", record.id, at: record.received, by: "analyst-1",
                        facts: ["channel": .string(record.channel), "contentKind": .string(record.contentKind)]))
            }
        }
    }
}
