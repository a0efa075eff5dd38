/// One thing that is wrong with a referral, or missing from it, for one receiver.
public struct Problem: Sendable, Hashable, Codable {
    /// How bad it is.
    public enum Severity: String, Sendable, Codable, CaseIterable {
        /// The receiver would refuse it, or it would say something false; it is not sealed.
        case error
        /// It works, but look at it.
        case warning
        /// It would help the investigator; nothing is wrong without it.
        case missing
    }

    /// How bad it is.
    public var severity: Severity
    /// Stable, dotted: `ncmec.element.order`.
    public var code: String
    /// The element in the receiver's document: `/report/incidentSummary/incidentDateTime`.
    public var path: String
    /// One sentence.
    public var message: String
    /// What to do about it, and who could.
    public var hint: String?

    /// Makes one.
    public init(_ severity: Severity, _ code: String, _ path: String, _ message: String, hint: String? = nil) {
        self.severity = severity
        self.code = code
        self.path = path
        self.message = message
        self.hint = hint
    }
}
