import AllianceKit
import Synchronization

/// The hashes that a store's index stands on: an index file, or what was read from the store. A file that turns out to be damaged, or that
/// somebody writes into, is left for good: the hashes are read from the store, once, and searched instead.
final class StoreIndexBase: Sendable {
    private enum Source {
        case file(MappedIndex, read: @Sendable () throws -> HashIndex)
        case store(HashIndex, obstacle: AllianceError?)
    }

    private let source: Mutex<Source>

    /// A file, and what reads the hashes when it is of no use.
    init(_ file: MappedIndex, otherwise read: @escaping @Sendable () throws -> HashIndex) {
        source = Mutex(.file(file, read: read))
    }

    /// Hashes that were read, and why.
    init(_ hashes: HashIndex, _ obstacle: AllianceError?) { source = Mutex(.store(hashes, obstacle: obstacle)) }

    /// Why there is no file, if there should be one.
    var obstacle: AllianceError? {
        source.withLock { if case .store(_, let obstacle) = $0 { obstacle } else { nil } }
    }

    /// As `HashIndex` and `MappedIndex` do.
    func matches(for queries: [Hash256], within distance: Int, engine: SearchEngine) throws -> [[NearHash]] {
        switch source.withLock({ $0 }) {
        case .store(let hashes, _): return hashes.matches(for: queries, within: distance, engine: engine)
        case .file(let file, let read):
            do {
                return try file.matches(for: queries, within: distance, engine: engine)
            } catch let error as AllianceError where error.code.hasPrefix("hashing.index.") {
                let hashes = try source.withLock { source in
                    // Another thread may have met it before.
                    if case .store(let hashes, _) = source { return hashes }
                    let hashes = try read()
                    source = .store(hashes, obstacle: error)
                    return hashes
                }
                return hashes.matches(for: queries, within: distance, engine: engine)
            }
        }
    }
}
