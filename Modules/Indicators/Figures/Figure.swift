public import AllianceKit
public import Statistics

/// One computed figure with everything that must travel with it.
public struct Figure: Sendable {
    /// What is measured.
    public let definition: IndicatorDefinition
    /// The part of the whole it is of, or nil.
    public var group: Group?
    /// The figure in the definition's unit; nil when it cannot be said (median not reached, nothing to divide by, hidden).
    public var value: Double?
    /// Lower 95 % confidence limit.
    public var low: Double?
    /// Upper 95 % confidence limit.
    public var high: Double?
    /// Events or subjects it is of; the denominator of a share.
    public var n: Int
    /// Subjects that count (share) or that are finished (duration).
    public var reached: Int?
    /// Subjects whose outcome is still open: censored, or without the deciding event.
    public var open: Int?
    /// The median without subtracting pauses, where there are pauses.
    public var gross: Estimate?
    /// The share that had come so far by certain times.
    public var within: [Within] = []
    /// The curve behind a duration.
    public var curve: KaplanMeier?
    /// The curve without subtracting pauses.
    public var grossCurve: KaplanMeier?
    /// How value and limits were computed.
    public var method: String
    /// Whether counts are hidden because they are small.
    public var isHidden = false
    /// Which events it is made of.
    public var scope: FoldScope?

    /// The part of the whole a figure is of.
    public struct Group: Sendable, Hashable {
        /// The fact by which the whole is divided.
        public var fact: String
        /// Its value.
        public var value: String
    }

    /// A value with its limits.
    public struct Estimate: Sendable, Hashable {
        /// The value; nil if not reached.
        public var value: Double?
        /// Lower limit.
        public var low: Double?
        /// Upper limit.
        public var high: Double?
    }

    /// The share that had come so far by a time.
    public struct Within: Sendable, Hashable {
        /// The word for it: `24h`.
        public var name: String
        /// Seconds.
        public var time: Double
        /// The share, 0 to 1; nil where nothing was observed for so long.
        public var share: Double?
        /// Lower limit.
        public var low: Double?
        /// Upper limit.
        public var high: Double?
    }

    /// The times at which the share that has come so far is told: those of published removal statistics.
    public static let horizons: [(name: String, seconds: Double)] = [
        ("24h", 86_400), ("72h", 259_200), ("7d", 604_800),
    ]
}
