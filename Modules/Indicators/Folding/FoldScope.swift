public import AllianceKit

/// Which events a figure is made of: the period, the moment as of which the ledger is read, and how much of the ledger.
public struct FoldScope: Sendable, Hashable {
    /// The first day of the period; nil is the beginning.
    public var from: CalendarDate?
    /// The last day of the period; nil is the as-of time.
    public var to: CalendarDate?
    /// Nothing that happened after it counts; what is unfinished then is open.
    public var asOf: Instant
    /// Only the first so many entries of the ledger; nil is all. With it a figure can be computed again after the ledger has grown.
    public var head: Int64?

    /// Makes a scope.
    public init(from: CalendarDate? = nil, to: CalendarDate? = nil, asOf: Instant, head: Int64? = nil) {
        self.from = from
        self.to = to
        self.asOf = asOf
        self.head = head
    }

    /// Whether a moment lies in the period; both days belong to it.
    public func contains(_ time: Instant) -> Bool {
        if let from, time < from.startOfDay { return false }
        if let to, time >= to.adding(days: 1).startOfDay { return false }
        return time <= asOf
    }

    /// The period in words.
    public var words: String {
        switch (from, to) {
        case (nil, nil): "up to \(asOf.date.words)"
        case (let from?, nil): "from \(from.words) up to \(asOf.date.words)"
        case (nil, let to?): "up to \(to.words)"
        case (let from?, let to?): "from \(from.words) to \(to.words)"
        }
    }

    /// The options that give the same scope again.
    public var options: String {
        var words: [String] = []
        if let from { words.append("--from \(from)") }
        if let to { words.append("--to \(to)") }
        words.append("--as-of \(asOf)")
        if let head { words.append("--head \(head)") }
        return words.joined(separator: " ")
    }
}
