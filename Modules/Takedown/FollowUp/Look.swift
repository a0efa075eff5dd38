public import AllianceKit
import Cryptography

/// One look at a reported address, by whom and from where. The looks of a case are rows of their own; the case keeps their summary.
public struct Look: StoredRecord, Hashable {
    /// `look_…`, made of what was seen: the same look has the same identity, whoever records it how often.
    public var id: EntityID
    /// The case.
    public var caseID: EntityID
    /// The round of the case.
    public var round: Int
    /// When it happened.
    public var time: Instant
    /// What it found.
    public var outcome: ObservationOutcome
    /// Why it says so, where the look was made by the toolkit.
    public var reason: LookReason?
    /// From where: a name for the network or the resolver; never an address of the own house.
    public var vantage: String?
    /// The HTTP status, if there was one.
    public var status: Int?
    /// The address that answered.
    public var address: IPAddress?
    /// Where a redirect led.
    public var movedTo: String?
    /// What the header fields said of the content.
    public var fingerprint: ContentFingerprint?
    /// Signs that were noticed, by their names in the table of signs.
    public var signs: [String]?
    /// Who recorded it.
    public var recordedBy: String
    /// When it was recorded.
    public var recorded: Instant

    /// Makes one.
    public init(
        of caseID: EntityID, round: Int, time: Instant, outcome: ObservationOutcome, vantage: String? = nil,
        status: Int? = nil, recordedBy: String, recorded: Instant
    ) {
        id = Look.id(of: caseID, time, outcome, vantage, status)
        self.caseID = caseID
        self.round = round
        self.time = time
        self.outcome = outcome
        self.vantage = vantage
        self.status = status
        self.recordedBy = recordedBy
        self.recorded = recorded
    }

    static func id(
        of caseID: EntityID, _ time: Instant, _ outcome: ObservationOutcome, _ vantage: String?, _ status: Int?
    ) -> EntityID {
        let text = "\(caseID)\n\(time.milliseconds)\n\(outcome.rawValue)\n\(vantage ?? "")\n\(status ?? 0)"
        return EntityID(prefix: "look", at: time, random: Array(Digester.digest(.sha256, of: text).bytes[..<10]))
    }

    /// `takedown_look`
    public static let table = "takedown_look"
    /// The case, its round, and the moment.
    public static let columns: [RecordColumn<Look>] = [
        RecordColumn("case_id", .text, indexed: true) { .text($0.caseID) },
        RecordColumn("round", .integer) { .integer(Int64($0.round)) },
        RecordColumn("time", .integer) { .time($0.time) },
    ]
    /// One that saw it and one that did not.
    public static let examples: [Look] = {
        let start = Instant(milliseconds: 1_790_000_000_000)
        let record = EntityID(prefix: "case", name: "01k9v3c8m4example00000003")
        var seen = Look(
            of: record, round: 1, time: start.adding(hours: 12), outcome: .online, vantage: "own-network", status: 206,
            recordedBy: "watcher", recorded: start.adding(hours: 12))
        seen.reason = .content
        seen.address = IPAddress("192.0.2.17")
        seen.fingerprint = ContentFingerprint(
            status: 206, headers: [("content-type", "video/mp4"), ("content-range", "bytes 0-0/7340032")])
        var missed = Look(
            of: record, round: 1, time: start.adding(hours: 30), outcome: .removed, vantage: "own-network", status: 404,
            recordedBy: "watcher", recorded: start.adding(hours: 30))
        missed.reason = .notFound
        return [seen, missed]
    }()

    /// The looks of one round of a case, in the order of their time.
    static func query(_ caseID: EntityID, round: Int? = nil) -> Query<Look> {
        let all = Query<Look>().where("case_id", .equal, .text(caseID)).ordered(by: "time")
        return round.map { all.where("round", .equal, .integer(Int64($0))) } ?? all
    }
}
