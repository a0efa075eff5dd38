public import AllianceKit

/// What all looks of a round say together, kept in the case and brought forward with each look.
public struct LookSummary: Sendable, Hashable, Codable {
    /// Looks of all rounds.
    public private(set) var count = 0
    /// The newest look of any round.
    public private(set) var newest: Instant?
    /// The first moment of any round at which the content was seen.
    public private(set) var firstSeenOnline: Instant?
    /// The last moment the content was seen online (T4); the assessment counts as a look.
    public private(set) var lastSeenOnline: Instant?
    /// The newest moment at which something was there: misses after it are one run.
    public private(set) var runStart: Instant?
    /// The first miss of the run (T5).
    public private(set) var firstMiss: Instant?
    /// The newest miss of the run.
    public private(set) var lastMiss: Instant?
    /// Misses at distinct moments in the run.
    public private(set) var misses = 0
    /// From where the misses of the run were seen.
    public private(set) var vantages: [String] = []
    /// What the first look that saw the content knew of it.
    public private(set) var first: ContentFingerprint?
    /// When the round began with the content being there.
    public private(set) var began: Instant?

    /// No look yet.
    public init() {}

    /// Whether a look at this moment comes after all others.
    public func isNewest(_ time: Instant) -> Bool { newest.map { time >= $0 } ?? true }

    /// Someone who assessed it saw the content.
    public mutating func see(at time: Instant) {
        began = max(began ?? time, time)
        firstSeenOnline = min(firstSeenOnline ?? time, time)
        lastSeenOnline = max(lastSeenOnline ?? time, time)
        endRun(at: time)
    }

    /// A new round begins; what was known of the content stays.
    public mutating func startRound() {
        var next = LookSummary()
        (next.count, next.newest, next.first, next.firstSeenOnline) = (count, newest, first, firstSeenOnline)
        self = next
    }

    /// Brings it forward by a look that is not older than the newest.
    public mutating func add(_ look: Look) {
        count += 1
        newest = max(newest ?? look.time, look.time)
        fold(look)
    }

    /// Brings it forward by a look that came late: all looks of the round are gone through again in the order of their time.
    public mutating func add(late look: Look, among earlier: [Look]) {
        let start = began
        count += 1
        newest = max(newest ?? look.time, look.time)
        (lastSeenOnline, runStart, firstMiss, lastMiss, misses, vantages) = (nil, nil, nil, nil, 0, [])
        if let start { see(at: start) }
        for one in (earlier.filter { $0.id != look.id } + [look]).sorted(by: { $0.time < $1.time }) { fold(one) }
    }

    /// Looks of one moment give the same in any order: what ends a run ends it for misses of that moment, too.
    private mutating func fold(_ look: Look) {
        if look.outcome.isSighting {
            lastSeenOnline = max(lastSeenOnline ?? look.time, look.time)
            firstSeenOnline = min(firstSeenOnline ?? look.time, look.time)
            if first == nil { first = look.fingerprint }
        }
        if look.outcome.endsRun { return endRun(at: look.time) }
        guard look.outcome.isMiss, runStart.map({ look.time > $0 }) ?? true else { return }
        if lastMiss != look.time { misses += 1 }
        lastMiss = look.time
        firstMiss = firstMiss ?? look.time
        if let vantage = look.vantage, !vantages.contains(vantage) { vantages.append(vantage) }
    }

    private mutating func endRun(at time: Instant) {
        runStart = max(runStart ?? time, time)
        guard let lastMiss, lastMiss <= time else { return }
        (firstMiss, self.lastMiss, misses, vantages) = (nil, nil, 0, [])
    }
}

/// When misses make a removal.
public struct RemovalRule: Sendable, Hashable {
    /// Misses at distinct moments in one run.
    public var misses: Int
    /// Minutes from the first of them to the last; a rule of one miss has none.
    public var minutes: Int
    /// Vantage points that they come from.
    public var vantages: Int

    /// A rule; half an hour and one vantage point unless said.
    public init(misses: Int, minutes: Int = 30, vantages: Int = 1) {
        self.misses = max(1, misses)
        self.minutes = minutes
        self.vantages = vantages
    }

    /// Whether the run of misses is enough.
    public func isMet(by summary: LookSummary) -> Bool {
        guard summary.misses >= misses, let first = summary.firstMiss, let last = summary.lastMiss else { return false }
        let span = misses == 1 ? 0 : Double(minutes) * 60
        return last.seconds(since: first) >= span && (vantages < 2 || summary.vantages.count >= vantages)
    }
}
