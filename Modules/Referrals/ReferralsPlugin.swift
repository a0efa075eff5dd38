public import AllianceKit

/// From a match to a referral that law enforcement or a clearing house can use: draft, check, approve, seal, send,
/// outcome.
public enum ReferralsPlugin: Plugin {
    /// `referrals`
    public static let name = "referrals"
    /// What the module is for.
    public static let summary =
        "Refer incidents to law enforcement and clearing houses, with approval, package and receipt."
    /// The commands, in the order a referral goes through them.
    public static let commands: [any Command.Type] = [
        DraftCommand.self, CheckCommand.self, ApproveCommand.self, SealCommand.self, SendCommand.self,
        StatusCommand.self, OutcomeCommand.self, HoldCommand.self, ListCommand.self, ShowCommand.self,
    ]
    /// Referrals and preservation holds.
    public static let recordTypes: [any StoredRecord.Type] = [ReferralRecord.self, ReferralHold.self]
    /// What happens to referrals.
    public static let eventKinds = ReferralEvents.kinds
    /// What is counted of referrals.
    public static let indicators = ReferralIndicators.definitions
    /// Referrals without an answer, and holds about to end.
    public static let healthChecks: [any HealthCheck.Type] = [UnansweredReferralsCheck.self, EndingHoldsCheck.self]
}
