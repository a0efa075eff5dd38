/// What an indicator measures. The definition travels with every figure.
public struct IndicatorDefinition: Sendable, Hashable {
    /// What a higher value means.
    public enum Direction: String, Sendable, Codable, CaseIterable {
        /// Neither: an activity count, where more may be better or worse.
        case none
        /// Higher is better.
        case up
        /// Lower is better.
        case down
    }

    /// How the figure comes about from the ledger.
    public enum Measure: Sendable, Hashable {
        /// The number of events of a kind in the period.
        case eventCount(kind: String)
        /// The number of distinct subjects with an event of a kind in the period.
        case subjectCount(kind: String)
        /// The time from one event of a subject to another, with subjects that have not come so far counted as censored
        /// (Kaplan–Meier); unit seconds. With `among` only subjects that meet it by then are in the figure at all.
        case duration(
            from: String, to: [String], pausedFrom: String?, pausedTo: String?, among: EventCondition? = nil)
        /// The share of subjects with the event `of` that also have the event `to` (and, if given, a fact with one of the values).
        case share(of: String, to: String, fact: String?, values: [String], decides: Deciding = .latest)
    }

    /// That the latest event of a kind of a subject has a fact with one of the values.
    public struct EventCondition: Sendable, Hashable {
        /// The event kind.
        public var kind: String
        /// The fact's name.
        public var fact: String
        /// The values that meet the condition.
        public var values: [String]

        /// Makes a condition.
        public init(kind: String, fact: String, values: [String]) {
            self.kind = kind
            self.fact = fact
            self.values = values
        }
    }

    /// Which of several events decides whether a subject is counted in a share.
    public enum Deciding: String, Sendable, Codable, CaseIterable {
        /// The latest: a changed assessment replaces the earlier one.
        case latest
        /// Any: what once happened stays counted, whatever follows.
        case any
    }

    /// Stable identity: `AVAIL.removal-time`.
    public var id: String
    /// The policy target it serves, or nil for governance.
    public var target: PolicyTarget?
    /// The headline: the exact measure, not a judgement.
    public var title: String
    /// One paragraph: what is counted, of whom, from when to when.
    public var definition: String
    /// The unit of the figure: `cases`, `seconds`, `percent`.
    public var unit: String
    /// What a higher value means; none unless there is a reason.
    public var direction: Direction
    /// How it is computed.
    public var measure: Measure
    /// Facts by which it can be broken down.
    public var breakdowns: [String]
    /// What a reader must know so as not to misread it.
    public var caveat: String
    /// Grows when the definition changes; figures of different versions are not comparable.
    public var version: Int

    /// Makes a definition.
    public init(
        id: String, target: PolicyTarget?, title: String, definition: String, unit: String,
        direction: Direction = .none,
        measure: Measure, breakdowns: [String] = [], caveat: String, version: Int = 1
    ) {
        self.id = id
        self.target = target
        self.title = title
        self.definition = definition
        self.unit = unit
        self.direction = direction
        self.measure = measure
        self.breakdowns = breakdowns
        self.caveat = caveat
        self.version = version
    }
}
