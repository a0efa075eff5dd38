public import AllianceKit

/// What the country itself says of a period.
public struct ProgressReport: Sendable, Hashable, Codable {
    /// The answers of the 2014 reporting form.
    public enum Progress: String, Sendable, Codable, CaseIterable {
        /// Nothing has begun.
        case notStarted = "not-started"
        /// Something is being done.
        case underWay = "under-way"
        /// It is done.
        case done
        /// Nothing was reported.
        case noReport = "no-report"
    }

    /// The period: `2026`, `2026-S1`, `2026-Q3`.
    public var period: String
    /// The answer.
    public var progress: Progress
    /// In the country's words.
    public var text: String?
    /// When it was recorded.
    public var recorded: Instant
    /// Who reported.
    public var actor: String

    /// Makes a report.
    public init(period: String, progress: Progress, text: String?, recorded: Instant, actor: String) {
        self.period = period
        self.progress = progress
        self.text = text
        self.recorded = recorded
        self.actor = actor
    }

    /// Whether a text names a period: a year, a half, a quarter or a month.
    public static func isPeriod(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        guard bytes.count >= 4, bytes[0..<4].allSatisfy({ 48...57 ~= $0 }) else { return false }
        let rest = String(decoding: bytes[4...], as: UTF8.self)
        if rest.isEmpty { return true }
        if ["-S1", "-S2", "-Q1", "-Q2", "-Q3", "-Q4"].contains(rest) { return true }
        return bytes.count == 7 && CalendarDate("\(text)-01") != nil
    }
}

/// What someone who did not report found.
public struct Assessment: Sendable, Hashable, Codable {
    /// The five values of the Open Government Partnership's review.
    public enum Completion: String, Sendable, Codable, CaseIterable {
        /// There is nothing to judge by.
        case noEvidence = "no-evidence"
        /// Nothing has begun.
        case notStarted = "not-started"
        /// Some of it is done.
        case limited
        /// Most of it is done.
        case substantial
        /// All of it is done.
        case complete

        /// Whether it may only be found with evidence at hand.
        public var needsEvidence: Bool { self == .substantial || self == .complete }
    }

    /// The period it judges.
    public var period: String
    /// What was found.
    public var completion: Completion
    /// Why.
    public var reason: String
    /// When it was recorded.
    public var recorded: Instant
    /// Who assessed.
    public var actor: String

    /// Makes an assessment.
    public init(period: String, completion: Completion, reason: String, recorded: Instant, actor: String) {
        self.period = period
        self.completion = completion
        self.reason = reason
        self.recorded = recorded
        self.actor = actor
    }
}
