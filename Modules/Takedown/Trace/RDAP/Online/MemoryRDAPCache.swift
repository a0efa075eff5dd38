public import AllianceKit
import Synchronization

/// Answers kept for as long as the program runs: for library users without a workspace.
public final class MemoryRDAPCache: RDAPCache {
    private struct Contents {
        var queries: [RDAPQuery: KeptAnswer] = [:]
        var blocks: [(range: ClosedRange<IPAddress>, kept: KeptAnswer)] = []
        var autnums: [(range: ClosedRange<UInt32>, kept: KeptAnswer)] = []
    }

    private let contents = Mutex(Contents())

    /// An empty cache.
    public init() {}

    /// What is known.
    public func kept(_ query: RDAPQuery, since: Instant) -> KeptAnswer? {
        contents.withLock { contents in
            if let kept = contents.queries[query], kept.time >= since { return kept }
            switch query {
            case .address(let address):
                return contents.blocks.filter {
                    $0.range.lowerBound.width == address.width && $0.range.contains(address) && $0.kept.time >= since
                }.min { Self.size($0.range) < Self.size($1.range) }?.kept
            case .autnum(let number):
                return contents.autnums.first { $0.range.contains(number) && $0.kept.time >= since }?.kept
            default: return nil
            }
        }
    }

    /// Keeps an answer.
    public func keep(_ kept: KeptAnswer, for query: RDAPQuery) {
        let answer = kept.kind == .answer ? try? RDAPAnswer(kept.bytes) : nil
        contents.withLock { contents in
            contents.queries[query] = kept
            guard let answer else { return }
            if case .address = query, let range = RDAPCover.block(answer) {
                contents.blocks.removeAll { $0.range == range }
                contents.blocks.append((range, kept))
            }
            if case .autnum = query, let range = answer.autnums {
                contents.autnums.removeAll { $0.range == range }
                contents.autnums.append((range, kept))
            }
        }
    }

    private static func size(_ range: ClosedRange<IPAddress>) -> UInt128 {
        range.upperBound.bits - range.lowerBound.bits
    }
}
