import AllianceKit
import Cryptography
import Ledger
import Storage

/// The store against the same records as plain JSON rows, in the same run on the same disk.
enum StorageBench {
    private static let count = 100_000
    private static let group = 1000
    private static let reads = 100_000

    /// What the plain rows took, to compare with.
    private struct Baseline {
        var insert = BenchTime(wall: 0, processor: 0)
        var read = BenchTime(wall: 0, processor: 0)
        /// Bytes a record, with the searched columns and their indexes, and without.
        var size = 0.0
        var bareSize = 0.0
    }

    static func run(in folder: String) throws -> [BenchFigure] {
        let records = Array(BenchCases(seed: 2026).prefix(count))
        var texts: [String] = []
        let encoding = try measured {
            texts = try records.map { String(decoding: try JSONBytes.encode($0), as: UTF8.self) }
        }
        let decoding = try measured {
            for text in texts { _ = try JSONBytes.decode(BenchCase.self, from: Array(text.utf8)) }
        }
        let raw = texts.reduce(0) { $0 + $1.utf8.count }
        let order = (0..<reads).map { $0 &* 7919 % count }
        let baseline = try plain(folder, records, texts, order)
        var figures = [
            BenchFigure(name: "storage.record.mean", value: Double(raw) / Double(count), unit: "bytes"),
            BenchFigure(name: "storage.plain.size", value: baseline.size, unit: "bytes/record"),
            BenchFigure(name: "storage.plain.bare.size", value: baseline.bareSize, unit: "bytes/record"),
        ]
        figures += rates("foundation.encode", count, encoding)
        figures += rates("foundation.decode", count, decoding)
        figures += rates("plain.insert", count, baseline.insert)
        figures += rates("plain.read", reads, baseline.read)
        for train in [false, true] { figures += try packed(folder, records, order, train: train, baseline) }
        return figures
    }

    /// A rate by the wall clock and one by processor time, each over the baseline's of its kind.
    private static func rates(
        _ name: String, _ count: Int, _ time: BenchTime, over baseline: (count: Int, time: BenchTime)? = nil,
        target: Double? = nil
    ) -> [BenchFigure] {
        func figure(_ suffix: String, _ seconds: Double, _ other: Double?) -> BenchFigure {
            let rate = Double(count) / seconds
            let ratio = baseline.flatMap { base in other.map { rate / (Double(base.count) / $0) } }
            return BenchFigure(
                name: "storage.\(name)\(suffix)", value: rate, unit: "records/s", ratio: ratio,
                target: target.map { .atLeast($0) })
        }
        return [
            figure("", time.wall, baseline?.time.wall),
            figure(".processor", time.processor, baseline?.time.processor),
        ]
    }

    private static func plain(_ folder: String, _ records: [BenchCase], _ texts: [String], _ order: [Int]) throws
        -> Baseline
    {
        var baseline = Baseline()
        let bare = try PlainStore(path: "\(folder)/bare.db", searchable: false)
        for start in stride(from: 0, to: count, by: group) {
            try bare.add(records[start..<start + group], texts[start..<start + group], searchable: false)
        }
        baseline.bareSize = Double(try bare.size()) / Double(count)
        let plain = try PlainStore(path: "\(folder)/plain.db", searchable: true)
        baseline.insert = try measured {
            for start in stride(from: 0, to: count, by: group) {
                try plain.add(records[start..<start + group], texts[start..<start + group], searchable: true)
            }
        }
        baseline.read = try measured { for place in order { _ = try plain.text(records[place].id.text) } }
        baseline.size = Double(try plain.size()) / Double(count)
        return baseline
    }

    private static func packed(
        _ folder: String, _ records: [BenchCase], _ order: [Int], train: Bool, _ baseline: Baseline
    ) throws -> [BenchFigure] {
        let label = train ? "trained" : "built-in"
        let store = try SQLiteStore(
            path: "\(folder)/\(label).db", recordTypes: [BenchCase.self],
            eventLog: TransparencyLog(randomBytes: SystemRandom.bytes),
            clock: { Instant(milliseconds: 1_790_000_000_000) }, access: .create)
        var figures: [BenchFigure] = []
        if train {
            // As an operator would: after the first two thousand records.
            try put(records[..<2000], store)
            let time = try measured { try store.trainAndUse("bench_case", samples: 2000) }
            figures.append(BenchFigure(name: "storage.train", value: time.processor, unit: "s"))
        }
        let rest = train ? records[2000...] : records[...]
        let insert = try measured {
            for start in stride(from: rest.startIndex, to: rest.endIndex, by: group) {
                try put(rest[start..<min(start + group, rest.endIndex)], store)
            }
        }
        let read = try measured {
            for place in order { _ = try store.read { try $0.get(BenchCase.self, records[place].id) } }
        }
        let together = try measured {
            try store.read { reader in
                for place in order { _ = try reader.get(BenchCase.self, records[place].id) }
            }
        }
        let verify = try measured { _ = try store.verify() }
        let statistics = try store.statistics()[0]
        let size = Double(statistics.fileBytes ?? 0) / Double(count)
        figures += [
            BenchFigure(
                name: "storage.\(label).size", value: size, unit: "bytes/record", ratio: size / baseline.size,
                target: .atMost(0.36), targetIsRatio: true),
            BenchFigure(
                name: "storage.\(label).size-to-bare", value: size, unit: "bytes/record",
                ratio: size / baseline.bareSize),
            BenchFigure(
                name: "storage.\(label).body", value: Double(statistics.packedBytes) / Double(count),
                unit: "bytes/record", ratio: Double(statistics.packedBytes) / Double(statistics.rawBytes)),
        ]
        figures += rates("\(label).insert", rest.count, insert, over: (count, baseline.insert), target: 10_000)
        figures += rates("\(label).read", reads, read, over: (reads, baseline.read), target: 30_000)
        figures += rates("\(label).read-in-one", reads, together, over: (reads, baseline.read))
        figures += rates("\(label).verify", count, verify)
        return figures
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
