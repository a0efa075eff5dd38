import AllianceKit

extension ReferralRecord {
    /// A draft from a match, and one that was accepted and led to something.
    public static let examples: [ReferralRecord] = [draftExample, acceptedExample]

    private static let moment = Instant(milliseconds: 1_790_000_000_000)
    private static let statement = ValueSource(.operatorStatement, by: "analyst-1", at: moment)

    private static var draftExample: ReferralRecord {
        var incident = Incident(
            type: Sourced(.csam, source: statement), time: Sourced(moment.adding(hours: -20), source: statement))
        incident.timeMeaning = "time of upload"
        incident.platform = "Example Image Board"
        var referral = Referral(incident: incident)
        referral.channels = [
            .webPage(urls: ["https://board.example.org/t/4711"], thirdPartyHosted: .notStated, additional: nil)
        ]
        referral.reporter = Reporter(
            organisation: "Example Hotline", country: CountryCode("XA"), email: "hotline@example.org")
        let match = KnownFileMatch.examples[0]
        var file = ReferredFile()
        file.originalName = match.file.name
        file.bytes = match.file.bytes
        file.digests = match.file.digests
        file.pdq = match.file.pdq
        file.pdqQuality = match.file.pdqQuality
        file.pdqProfile = match.file.pdqProfile
        file.viewedByReporter = Sourced(.no, source: statement)
        file.listMatches = [ListMatch(match)]
        referral.files = [file]
        return ReferralRecord(
            id: EntityID(prefix: "ref", name: "01k9v3c8m4example00000000"), referral: referral, receiver: .ncmec,
            schema: .nov2025, drafted: moment, draftedBy: "analyst-1", firstSequence: 12)
    }

    private static var acceptedExample: ReferralRecord {
        var record = draftExample
        record.id = EntityID(prefix: "ref", name: "01k9v3c8m4example00000001")
        record.referral.caseReference = "case_01k9v3c8m4example00000001"
        var reported = ReportedAccount()
        reported.account.screenName = "user4711"
        reported.account.service = "Example Image Board"
        var capture = IPCapture("198.51.100.7")
        capture.event = .upload
        capture.time = moment.adding(hours: -20)
        capture.port = 50_412
        reported.account.ipCaptures = [capture]
        record.referral.reported = [reported]
        record.referral.victims = [Victim(status: Sourced(.unidentified, source: statement))]
        record.state = .accepted
        record.message = EntityID(prefix: "msg", name: "01k9v3c8m4example00000002")
        record.written = moment.adding(hours: 2)
        record.answer = ReceiverAnswer(receipt: "4564654", time: moment.adding(hours: 3), recordedBy: "analyst-1")
        record.outcomes = [
            ReferralOutcome(
                result: .actedOn, time: moment.adding(days: 9), source: "national police unit", recordedBy: "liaison-1",
                recorded: moment.adding(days: 10))
        ]
        return record
    }
}
