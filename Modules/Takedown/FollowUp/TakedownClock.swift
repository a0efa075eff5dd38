public import AllianceKit
public import CommandLineKit

/// The clocks of a case: each runs between two of its stamps.
public enum TakedownClock: String, Sendable, CaseIterable, ArgumentValue {
    /// T5 − T0: from the report to the removal, of confirmed cases.
    case hotline
    /// T5 − T3: from the accepted notice to the removal. What was gone before the notice is not in it.
    case provider
    /// T1 − T0: from the report to the assessment.
    case assessment
    /// T2b − T2: the law-enforcement hold.
    case hold
    /// T3b − T3: from the accepted notice to the provider's own word that it has it.
    case acknowledgement

    /// Whether it ends with the removal, which is only known to lie between two looks.
    public var isCensoredByLooks: Bool { self == .hotline || self == .provider }

    /// The spans of a case, one for each round in which the clock started. An end that has not come is a censored span until `now`, or
    /// until the case was withdrawn, joined or closed.
    public func spans(of record: CaseRecord, at now: Instant) -> [ClockSpan] {
        let stop = record.state.isTerminal ? min(record.since, now) : now
        let earlier = record.earlier.map { (clocks: $0, isNewest: false, host: $0.host) }
        let newest = (record.clocks, true, record.trace.map(ClockHost.init) ?? record.clocks.host)
        return (earlier + [newest]).compactMap { clocks, isNewest, host in
            let removed = clocks.removalConfirmed == nil ? nil : clocks.firstSeenOffline
            let (start, end): (Instant?, Instant?) =
                switch self {
                case .hotline: (record.assessment?.outcome == .confirmed ? clocks.received : nil, removed)
                case .provider: (clocks.noticeAccepted, removed)
                case .assessment: (clocks.received, clocks.assessed)
                case .hold: (clocks.holdPlaced, clocks.holdReleased)
                case .acknowledgement: (clocks.noticeAccepted, clocks.acknowledged)
                }
            guard let start, isNewest || end != nil else { return nil }
            if self == .provider, let end, end <= start { return nil }
            let seconds = max(0, (end ?? stop).seconds(since: start))
            guard isCensoredByLooks else { return ClockSpan(seconds: seconds, isOpen: end == nil, host: host) }
            // An open case was last known to be online at its last look that saw it, not now.
            let seen = clocks.lastSeenOnline.map { max(0, $0.seconds(since: start)) } ?? 0
            return ClockSpan(seconds: seconds, isOpen: end == nil, knownUntil: min(seen, seconds), host: host)
        }
    }
}

/// How long a clock ran, or has been running.
public struct ClockSpan: Sendable, Hashable {
    /// Seconds; for a removal, until the first look that missed the content.
    public var seconds: Double
    /// Whether it has not stopped: the span is censored.
    public var isOpen: Bool
    /// Seconds until the last look that saw the content: it was removed after that. Nil for clocks whose end is a moment.
    public var knownUntil: Double?
    /// Who hosted it.
    public var host: ClockHost?

    /// Makes one.
    public init(seconds: Double, isOpen: Bool, knownUntil: Double? = nil, host: ClockHost? = nil) {
        self.seconds = seconds
        self.isOpen = isOpen
        self.knownUntil = knownUntil
        self.host = host
    }
}

/// Who hosted the content while a clock ran.
public struct ClockHost: Sendable, Hashable, Codable {
    /// The organisation that holds the addresses.
    public var provider: String?
    /// The country.
    public var country: CountryCode?
    /// The autonomous system.
    public var autnum: UInt32?

    /// What a trace found.
    public init(_ trace: CaseTrace) {
        provider = trace.result.organization
        country = trace.country
        autnum = trace.result.autnum
    }
}
