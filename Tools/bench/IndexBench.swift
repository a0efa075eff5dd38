import AllianceKit
import Glibc
import Hashing
import Storage

/// The index and the scan against faiss's exact binary index on one thread, in the same run; then the same hashes as a list.
enum IndexBench {
    private static let radius = 31

    /// Sizes, the queries that faiss answers, and the least ratio to it.
    private static let sizes: [(label: String, hashes: Int, peerQueries: Int, target: Double)] = [
        ("1 M", 1_000_000, 1000, 20), ("10 M", 10_000_000, 200, 100),
    ]

    static func run(in folder: String) throws -> [BenchFigure] {
        var figures: [BenchFigure] = []
        for size in sizes {
            let data = IndexBenchData(size.hashes)
            figures += try measure(size.label, data, size.peerQueries, size.target, folder)
            if size.hashes == sizes.last?.hashes { figures += try list(size.label, data, folder) }
        }
        return figures
    }

    private static func measure(
        _ label: String, _ data: IndexBenchData, _ peerQueries: Int, _ target: Double, _ folder: String
    ) throws -> [BenchFigure] {
        let file = "\(folder)/pdq.index"
        let distinct = Double(Set(data.hashes.lazy.map(\.word0)).count)
        let build = try measured { try MappedIndex.write(data.hashes, to: file, built: Instant(milliseconds: 0)) }
        let index = try MappedIndex(path: file)
        var status = stat()
        let size = unsafe stat(file, &status) == 0 ? Double(status.st_size) / Double(index.count) : .nan
        guard Double(index.count) >= distinct else {
            throw AllianceError("bench.index", "\(index.count) of \(distinct) hashes", exit: .bug)
        }
        // Once to bring the file's pages in, then for the clock.
        _ = try hits(index, data.queries, .index)
        var found = 0
        let asked = try measured { found = try hits(index, data.queries, .index) }
        let rate = Double(data.queries.count) / asked.processor
        let peer = try faiss(data, peerQueries, folder, index)
        var figures = [
            BenchFigure(name: "index \(label), build to disk", value: build.wall, unit: "s", target: .atMost(10)),
            BenchFigure(name: "index \(label), build, processor", value: build.processor, unit: "s"),
            BenchFigure(name: "index \(label), size", value: size, unit: "bytes/hash", target: .atMost(130)),
            BenchFigure(
                name: "index \(label), matches of \(data.queries.count) queries", value: Double(found), unit: "hashes"),
        ]
        if let peer {
            figures.append(BenchFigure(name: "faiss IndexBinaryFlat \(label)", value: peer, unit: "queries/s"))
        }
        figures.append(
            BenchFigure(
                name: "index \(label), radius 31", value: rate, unit: "queries/s", ratio: peer.map { rate / $0 },
                target: peer == nil ? nil : .atLeast(target), targetIsRatio: true))
        for (variant, least) in [(ScanVariant.avx512, 10.0), (.avx2, 1.1), (.popcnt, 0)] where variant.isSupported {
            let batch = Array(data.queries.prefix(64))
            let time = try measured {
                _ = try index.matches(for: batch, within: radius, engine: .scan, variant: variant)
            }
            figures.append(
                BenchFigure(
                    name: "scan \(label), 64 queries a pass, \(variant)",
                    value: Double(index.count) * 64 / time.processor / 1e9, unit: "G comparisons/s",
                    target: least > 0 ? .atLeast(least) : nil))
        }
        let pictures = stride(from: 0, to: data.queries.count - 8, by: 8).map { Array(data.queries[$0..<$0 + 8]) }
        let turned = try measured { for eight in pictures { _ = try index.matches(for: eight, within: radius) } }
        figures.append(
            BenchFigure(
                name: "index \(label), eight orientations", value: Double(pictures.count) / turned.processor,
                unit: "pictures/s", target: .atLeast(1000)))
        return figures
    }

    private static func hits(_ index: MappedIndex, _ queries: [Hash256], _ engine: SearchEngine) throws -> Int {
        try queries.reduce(0) { try $0 + index.matches(for: [$1], within: radius, engine: engine)[0].count }
    }

    /// What faiss manages on the same bytes; it must find as much as we do.
    private static func faiss(_ data: IndexBenchData, _ count: Int, _ folder: String, _ index: MappedIndex) throws
        -> Double?
    {
        guard Peer.python != nil else { return nil }
        try data.write(data.hashes, to: "\(folder)/rows")
        try data.write(data.queries, to: "\(folder)/queries")
        defer { for name in ["rows", "queries"] { try? Files.remove("\(folder)/\(name)") } }
        let lines = Peer.lines("faiss_flat.py", ["\(folder)/rows", "\(folder)/queries", "\(count)", "\(radius)"])
        guard let line = lines?.first, line.count == 2, let rate = Double(line[0]), let found = Int(line[1]) else {
            return nil
        }
        // It counts repeated rows; the data has next to none.
        let own = try data.queries.prefix(count).reduce(0) { sum, query in
            try sum + index.matches(for: query, within: radius).reduce(0) { $0 + (data.repeated[$1.hash] ?? 1) }
        }
        guard own == found else {
            throw AllianceError("bench.index", "faiss finds \(found) hashes, the index \(own)", exit: .bug)
        }
        return rate
    }

    /// The same hashes as a list in a store: from a withdrawal to an answer that knows of it.
    private static func list(_ label: String, _ data: IndexBenchData, _ folder: String) throws -> [BenchFigure] {
        let time = Instant(milliseconds: 1_790_000_000_000)
        let store = try SQLiteHashListStore(path: "\(folder)/lists.db", access: .create, clock: { time })
        let fill = try measured {
            _ = try store.fill("bench", at: time) { add in
                for hash in data.hashes { try add(HashEntry(entry: hash.hex, pdq: hash)) }
            }
        }
        let file = "\(folder)/pdq.index"
        let build = try measured { try StoreIndex.write(store, to: file, built: time) }
        var index: StoreIndex?
        let open = try measured { index = try StoreIndex(store, file: file) }
        guard var index, index.obstacle == nil else {
            throw AllianceError("bench.index", "the index is not used", exit: .bug)
        }
        var longest = 0.0
        for place in 0..<20 {
            let hash = data.hashes[place * 400_000]
            let seconds = try measured {
                _ = try store.withdraw(hash.hex, from: "bench", reason: "bench", at: time)
                if let newer = try index.refreshed() { index = newer }
                guard try index.matches(for: hash, within: 0).isEmpty else {
                    throw AllianceError("bench.index", "a withdrawn hash is found", exit: .bug)
                }
            }
            longest = max(longest, seconds.wall)
        }
        return [
            BenchFigure(name: "list \(label), filled", value: fill.wall, unit: "s"),
            BenchFigure(name: "list \(label), index from the list", value: build.wall, unit: "s"),
            BenchFigure(name: "list \(label), index opened", value: open.wall * 1000, unit: "ms"),
            BenchFigure(
                name: "list \(label), withdrawn to visible, longest of 20", value: longest * 1000, unit: "ms",
                target: .atMost(1000)),
        ]
    }
}
