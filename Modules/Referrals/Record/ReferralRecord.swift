public import AllianceKit
public import CommandLineKit

/// A referral in the store: what is referred, and how far it has come.
public struct ReferralRecord: StoredRecord, Hashable {
    /// How far a referral is known to have come. "Sent" is said only when the receiver's acceptance is recorded.
    public enum State: String, Codable, Sendable, CaseIterable, ArgumentValue {
        /// Drafted; it may lack things and waits for approval.
        case drafted
        /// Approved and in the outbox, not written yet.
        case queued
        /// Written to the outbox for somebody to hand over; nothing is known beyond that.
        case written
        /// The receiver's acceptance is recorded.
        case accepted
        /// The receiver refused it.
        case refused
    }

    /// `ref_…`
    public var id: EntityID
    /// What is referred.
    public var referral: Referral
    /// To whom.
    public var receiver: Receiver
    /// The state of the receiver's schema it is written for.
    public var schema: NCMECSchemaVersion
    /// How far it has come.
    public var state: State
    /// When it was drafted.
    public var drafted: Instant
    /// Who drafted it.
    public var draftedBy: String
    /// The number of the ledger's entries before the draft; its own events all come later.
    public var firstSequence: Int64
    /// The outbox row, once queued.
    public var message: EntityID?
    /// When it was written to the outbox.
    public var written: Instant?
    /// What the receiver answered.
    public var answer: ReceiverAnswer?
    /// What came of it, as far as it was told, in the order it was recorded.
    public var outcomes: [ReferralOutcome]

    /// The receiver's answer.
    public struct ReceiverAnswer: Sendable, Hashable, Codable {
        /// The number or words of the answer.
        public var receipt: String
        /// When the receiver answered.
        public var time: Instant
        /// Who recorded it.
        public var recordedBy: String
    }

    /// Makes a draft.
    public init(
        id: EntityID, referral: Referral, receiver: Receiver, schema: NCMECSchemaVersion, drafted: Instant,
        draftedBy: String, firstSequence: Int64
    ) {
        self.id = id
        self.referral = referral
        self.receiver = receiver
        self.schema = schema
        state = .drafted
        self.drafted = drafted
        self.draftedBy = draftedBy
        self.firstSequence = firstSequence
        outcomes = []
    }

    /// `referrals_referral`
    public static let table = "referrals_referral"
    /// State, kind, case and times.
    public static let columns: [RecordColumn<ReferralRecord>] = [
        RecordColumn("state", .text, indexed: true) { .text($0.state.rawValue) },
        RecordColumn("incident_type", .text) { .text($0.referral.incident.type.value.rawValue) },
        RecordColumn("receiver", .text) { .text($0.receiver.rawValue) },
        RecordColumn("case_reference", .text, indexed: true) { .text($0.referral.caseReference) },
        RecordColumn("drafted", .integer) { .time($0.drafted) },
        RecordColumn("written", .integer) { .time($0.written) },
    ]
}

/// What came of a referral, as the receiver or an authority told it.
public struct ReferralOutcome: Sendable, Hashable, Codable {
    /// What happened.
    public var result: OutcomeResult
    /// When it happened or was told.
    public var time: Instant
    /// Who told it: an agency, a letter's number.
    public var source: String?
    /// Who recorded it.
    public var recordedBy: String
    /// When it was recorded.
    public var recorded: Instant
}
