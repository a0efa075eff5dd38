public import AllianceKit

/// One statement of reasons and how far it came: the house's own account of what it submitted, since the database's search lags
/// behind what it took.
public struct StatementRecord: StoredRecord {
    /// How far it came.
    public enum State: String, Sendable, Codable, CaseIterable {
        /// Written; waits for its second person, or for another attempt.
        case proposed
        /// On its way. After a crash nobody knows whether it arrived.
        case submitting
        /// The database has it.
        case accepted
        /// The database refused it.
        case refused
    }

    /// `statement_…`, of the puid.
    public var id: EntityID
    /// The platform's identifier; never used twice.
    public var puid: String
    /// The case.
    public var caseID: EntityID
    /// The case's reference.
    public var reference: String
    /// The round of the case.
    public var round: Int
    /// How far it came.
    public var state: State
    /// The statement as it is sent, in canonical JSON.
    public var body: String
    /// When it was written.
    public var created: Instant
    /// Who wrote it.
    public var createdBy: String
    /// When it was last sent.
    public var submitted: Instant?
    /// When the answer came.
    public var answered: Instant?
    /// The database's identity of it.
    public var uuid: String?
    /// What the database found wrong, one sentence a fault.
    public var faults: [String]

    /// `takedown_statement`
    public static let table = "takedown_statement"
    /// puid, case, state and time.
    public static let columns: [RecordColumn<StatementRecord>] = [
        RecordColumn("puid", .text, unique: true) { .text($0.puid) },
        RecordColumn("case_id", .text, indexed: true) { .text($0.caseID) },
        RecordColumn("state", .text, indexed: true) { .text($0.state.rawValue) },
        RecordColumn("created", .integer) { .time($0.created) },
    ]
    /// One that waits for its second person.
    public static let examples = [
        StatementRecord(
            id: EntityID(prefix: "statement", name: "case_01k9v3c8m4example00000001-1"),
            puid: "case_01k9v3c8m4example00000001-1",
            caseID: EntityID(prefix: "case", name: "01k9v3c8m4example00000001"), reference: "HL-2026-0001", round: 1,
            state: .proposed,
            body: #"{"automated_detection":"No","decision_ground":"DECISION_GROUND_ILLEGAL_CONTENT"}"#,
            created: Instant(milliseconds: 1_790_000_000_000), createdBy: "analyst-1", faults: [])
    ]

    /// The identity under which a puid is kept.
    static func id(of puid: String) -> EntityID { EntityID(prefix: "statement", name: puid) }

    /// The statement.
    var fields: JSONObject {
        get throws { try JSONText.decode(Array(body.utf8)).objectValue ?? [:] }
    }
}
