/// What is referred, in neutral words: every receiver's form is made of it. Files are named by hashes; content never
/// stands here.
public struct Referral: Codable, Sendable, Hashable {
    /// The version of this shape: 1.
    public var version: Int = Referral.currentVersion
    /// What happened.
    public var incident: Incident
    /// Where it took place.
    public var channels: [IncidentChannel] = []
    /// An agency that knows of it already.
    public var lawEnforcement: LawEnforcementContact?
    /// Who reports; from the configuration unless given.
    public var reporter: Reporter?
    /// Suspects.
    public var reported: [ReportedAccount] = []
    /// Those for whom messages or files were meant.
    public var recipients: [Account] = []
    /// Children harmed.
    public var victims: [Victim] = []
    /// Files.
    public var files: [ReferredFile] = []
    /// The case it came from; a plain reference, nothing is read from it.
    public var caseReference: String?
    /// Reports of the same matter, earlier.
    public var priorReports: [PriorReport] = []
    /// Anything else the receiver should know.
    public var additional: String?

    /// The version of the shape that this build reads and writes.
    public static let currentVersion = 1

    /// Makes a referral of an incident.
    public init(incident: Incident) { self.incident = incident }
}
