public import AllianceKit

/// What a trace knows of where the content was, to tell whether another network answers now.
public struct KnownHost: Sendable {
    /// Networks by AS; nil where no database is at hand.
    public var autonomousSystem: (@Sendable (IPAddress) -> UInt32?)?
    private let addresses: Set<IPAddress>
    private let blocks: [ClosedRange<IPAddress>]
    private let autnums: Set<UInt32>

    /// What a trace found; nil when the origin is hidden, because delivery networks answer from anywhere.
    public init?(_ trace: CaseTrace?, autonomousSystem: (@Sendable (IPAddress) -> UInt32?)? = nil) {
        guard let trace, trace.outcome == .hosted || trace.outcome == .abroad,
            !trace.result.addresses.contains(where: { $0.provider != nil })
        else { return nil }
        self.autonomousSystem = autonomousSystem
        addresses = Set(trace.result.addresses.map(\.address))
        autnums = Set(trace.result.addresses.compactMap(\.autnum))
        blocks = trace.result.addresses.compactMap { one in
            guard let first = one.first, let last = one.last, first <= last else { return nil }
            return first...last
        }
    }

    /// Whether an address lies outside everything that is known: another AS, or without a database another registered block.
    public func isElsewhere(_ address: IPAddress) -> Bool {
        if addresses.contains(address) || blocks.contains(where: { $0.contains(address) }) { return false }
        if let number = autonomousSystem?(address), !autnums.isEmpty { return !autnums.contains(number) }
        return !blocks.isEmpty
    }
}
