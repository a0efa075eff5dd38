import AllianceKit
import Dispatch
import Glibc
import Storage
import Synchronization

/// Known-hash lists at the size of the largest ones: how long an import takes and how much room, and what looking up, adding and withdrawing
/// cost then.
enum ListsBench {
    /// Ten million, unless `$ALLIANCE_BENCH_HASHES` says otherwise.
    private static let count =
        unsafe getenv("ALLIANCE_BENCH_HASHES").flatMap { unsafe Int(String(cString: $0)) } ?? 10_000_000
    private static let time = Instant(milliseconds: 1_790_000_000_000)

    static func run(in folder: String) throws -> [BenchFigure] {
        let path = "\(folder)/lists.db"
        let store = try SQLiteHashListStore(path: path, access: .create, clock: { time })
        let writer = try OtherWriter(path: path)
        writer.start()
        var tally = ImportTally()
        let importing = try measured {
            tally = try store.fill("big", at: time) { add in
                for number in 0..<count { try add(entry(number)) }
            }
        }
        let waits = writer.stop()
        let making = measured { for number in 0..<count { blackHole(entry(number)) } }
        guard tally.added == count else { throw AllianceError("bench.lists", "\(tally.added) of \(count) were added") }
        var figures = [
            BenchFigure(
                name: "lists.import", value: importing.wall, unit: "s", target: .atMost(Double(count) / 333_333)),
            BenchFigure(name: "lists.import.processor", value: importing.processor, unit: "s"),
            BenchFigure(name: "lists.import.processor.entries", value: making.processor, unit: "s"),
            BenchFigure(name: "lists.import.rate", value: Double(count) / importing.wall, unit: "hashes/s"),
            BenchFigure(
                name: "lists.import.other-writer.worst", value: waits.last.map { $0 * 1000 } ?? 0, unit: "ms",
                target: .atMost(250)),
            BenchFigure(
                name: "lists.import.other-writer.median", value: waits.isEmpty ? 0 : waits[waits.count / 2] * 1000,
                unit: "ms"),
            BenchFigure(name: "lists.import.other-writer.writes", value: Double(waits.count), unit: "writes"),
            BenchFigure(
                name: "lists.size", value: try size(path) / Double(count), unit: "bytes/hash", target: .atMost(56)),
        ]
        figures += try using(store)
        return figures
    }

    /// What the filled store answers.
    private static func using(_ store: SQLiteHashListStore) throws -> [BenchFigure] {
        let lookups = 200_000
        var found = 0
        let looking = try measured {
            for number in 0..<lookups {
                // Every other one is in the list.
                let place = number % 2 == 0 ? number &* 7919 % count : -number
                found += try store.entries(with: hash(place), in: nil).count
            }
        }
        guard found == lookups / 2 else {
            throw AllianceError("bench.lists", "\(found) hits instead of \(lookups / 2)")
        }
        var read = 0
        let reading = try measured { try store.forEachPerceptualHash(in: nil) { _ in read += 1 } }
        let fresh = Hash256(word0: 1, word1: 2, word2: 3, word3: 4)
        var mark = try store.perceptualMark()
        var changes: HashChanges?
        let adding = try measured {
            _ = try store.fill("big", at: time) { add in try add(HashEntry(entry: "one more", pdq: fresh)) }
            changes = try store.perceptualChanges(since: mark)
        }
        guard changes?.added == [fresh] else { throw AllianceError("bench.lists", "the addition is not in the log") }
        mark = try store.perceptualMark()
        let gone = hash(4711)
        let withdrawing = try measured {
            for entry in try store.entries(carrying: gone.hex, of: "big") {
                _ = try store.withdraw(entry.entry, from: "big", reason: "a false positive", at: time)
            }
            changes = try store.perceptualChanges(since: mark)
        }
        guard changes?.removed == [gone] else { throw AllianceError("bench.lists", "the withdrawal is not in the log") }
        return [
            BenchFigure(name: "lists.look-up", value: Double(lookups) / looking.wall, unit: "look-ups/s"),
            BenchFigure(
                name: "lists.look-up.processor", value: Double(lookups) / looking.processor, unit: "look-ups/s"),
            BenchFigure(
                name: "lists.read-all", value: reading.wall, unit: "s", target: .atMost(Double(count) / 3_333_333)),
            BenchFigure(name: "lists.read-all.processor", value: reading.processor, unit: "s"),
            BenchFigure(name: "lists.add-one", value: adding.wall * 1000, unit: "ms", target: .atMost(1000)),
            BenchFigure(name: "lists.withdraw-one", value: withdrawing.wall * 1000, unit: "ms", target: .atMost(1000)),
        ]
    }

    @inline(never) private static func blackHole(_ entry: HashEntry) {}

    /// Entry `number` as importers make it of a list without names.
    private static func entry(_ number: Int) -> HashEntry {
        let hash = hash(number)
        return HashEntry(entry: "pdq:\(hash.hex)", pdq: hash)
    }

    /// Scattered bits that are the same in every run.
    private static func hash(_ number: Int) -> Hash256 {
        var state = UInt64(bitPattern: Int64(number)) &* 0x9e37_79b9_7f4a_7c15
        func next() -> UInt64 {
            state &+= 0x9e37_79b9_7f4a_7c15
            var mixed = (state ^ state >> 30) &* 0xbf58_476d_1ce4_e5b9
            mixed = (mixed ^ mixed >> 27) &* 0x94d0_49bb_1331_11eb
            return mixed ^ mixed >> 31
        }
        return Hash256(word0: next(), word1: next(), word2: next(), word3: next())
    }

    /// Bytes of the file, with the log folded in.
    private static func size(_ path: String) throws -> Double {
        let database = try Database(path: path, profile: .lists(.write))
        _ = try database.integer("PRAGMA wal_checkpoint(TRUNCATE)")
        return Double(try database.integer("PRAGMA page_count") * database.integer("PRAGMA page_size"))
    }
}

/// Changes an entry of a small list again and again, as the operators of a workspace do while a long import runs.
private final class OtherWriter: Sendable {
    private let store: SQLiteHashListStore
    private let isStopped = Atomic<Bool>(false)
    private let waits = Mutex<[Double]>([])
    private let done = DispatchGroup()

    init(path: String) throws {
        store = try SQLiteHashListStore(path: path, clock: { Instant(milliseconds: 0) })
        _ = try store.fill("small", at: Instant(milliseconds: 0)) {
            try $0(HashEntry(entry: "one", pdq: Hash256(word0: 7)))
        }
    }

    func start() {
        DispatchQueue.global().async(group: done) { [self] in
            var number = 0
            while !isStopped.load(ordering: .relaxed) {
                number += 1
                let taken = measuredSeconds {
                    _ = try? store.update("one", of: "small", at: Instant(milliseconds: 1)) { $0.note = "\(number)" }
                }
                waits.withLock { $0.append(taken) }
                usleep(20_000)
            }
        }
    }

    /// The seconds each change took, ascending.
    func stop() -> [Double] {
        isStopped.store(true, ordering: .relaxed)
        done.wait()
        return waits.withLock { $0.sorted() }
    }
}
