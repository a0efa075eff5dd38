import AllianceKit

@testable import Referrals

/// Random referrals that use every element over a run and break no rule.
struct RandomReferral {
    private var numbers: SeededNumbers
    let version: NCMECSchemaVersion
    static let now = Instant(year: 2026, month: 11, day: 23, hour: 9)!

    init(seed: UInt64, version: NCMECSchemaVersion) {
        numbers = SeededNumbers(seed: seed)
        self.version = version
    }

    mutating func next() -> Referral {
        var incident = Incident(type: sourced(one(of: IncidentType.allCases)), time: sourced(moment()))
        incident.timeMeaning = maybe("time of upload")
        incident.platform = maybe(text())
        incident.escalation = chance() ? sourced(text()) : nil
        incident.annotations = IncidentAnnotation.allCases.filter { _ in chance() }
        if version == .nov2025 { incident.annotations.removeAll { $0 == .informational } }
        incident.annotations.shuffle(using: &numbers)
        incident.viralMemeBatch = answer()
        var referral = Referral(incident: incident)
        referral.channels = many { $0.channel() }
        if referral.channels.isEmpty {
            referral.channels = [.chat(client: "c", room: nil, content: nil, additional: nil)]
        }
        referral.lawEnforcement = chance() ? lawEnforcement() : nil
        var reporter = Reporter(organisation: text(), country: CountryCode("XA"), email: "hotline@example.org")
        reporter.person.firstName = maybe(text())
        reporter.contact = chance() ? contact() : nil
        reporter.template = maybe(text())
        reporter.termsOfService = maybe(text())
        reporter.legalURL = maybe("https://example.org/legal")
        referral.reporter = reporter
        if chance() { referral.reported = [reported()] }
        referral.recipients = many { $0.account() }
        referral.victims = many { $0.victim() }
        referral.files = many { $0.file() }
        referral.caseReference = maybe("case_1")
        referral.priorReports = many { PriorReport(receiver: $0.text(), number: "4711", time: $0.moment()) }
        referral.additional = maybe(text())
        return referral
    }

    // MARK: Parts

    private mutating func channel() -> IncidentChannel {
        switch Int.random(in: 0..<8, using: &numbers) {
        case 0:
            .webPage(urls: ["https://example.org/?a=1&b=<2>"], thirdPartyHosted: answer(), additional: maybe(text()))
        case 1: .email(addresses: many { $0.email() }, content: maybe(text()), additional: maybe(text()))
        case 2:
            .newsgroup(
                name: maybe(text()), addresses: many { $0.email() }, content: maybe(text()), additional: maybe(text()))
        case 3: .chat(client: maybe(text()), room: maybe(text()), content: maybe(text()), additional: maybe(text()))
        case 4: .game(name: maybe(text()), console: maybe(text()), content: maybe(text()), additional: maybe(text()))
        case 5: .phone(number: chance() ? phone() : nil, latitude: 52.5, longitude: -13.4, additional: maybe(text()))
        case 6: .offline(location: maybe(text()), addresses: many { $0.postal() }, additional: maybe(text()))
        default:
            .peerToPeer(
                client: maybe(text()), ipCaptures: many { $0.capture() }, fileNames: maybe(text()),
                additional: maybe(text()))
        }
    }

    private mutating func lawEnforcement() -> LawEnforcementContact {
        var contact = LawEnforcementContact(agency: text())
        contact.caseNumber = maybe("A-17/2026")
        contact.officer = chance() ? self.contact() : nil
        contact.reported = sourcedAnswer()
        contact.servedDomestic = sourcedAnswer()
        contact.servedInternational = sourcedAnswer()
        contact.internationalCountry = chance() ? CountryCode("CH") : nil
        return contact
    }

    private mutating func reported() -> ReportedAccount {
        var reported = ReportedAccount()
        reported.account = account()
        reported.vehicle = maybe(text())
        reported.thirdPartyUser = answer()
        reported.associated = many { $0.associated() }
        return reported
    }

    private mutating func victim() -> Victim {
        let status = one(of: VictimStatus.allCases)
        var victim = Victim(status: Sourced(status, source: status == .notStated ? nil : source()))
        victim.account = account()
        victim.account.groupIdentifier = nil
        victim.school = maybe(text())
        victim.associated = many { $0.associated() }
        return victim
    }

    private mutating func associated() -> AssociatedAccount {
        var associated = AssociatedAccount(one(of: AssociatedAccount.Tie.allCases))
        associated.account = account()
        associated.platform = maybe(text())
        associated.thirdPartyUser = answer()
        associated.middleName = maybe(text())
        return associated
    }

    private mutating func account() -> Account {
        var account = Account()
        if chance() { account.person = person() }
        account.identifier = maybe(text())
        account.service = maybe("service")
        account.compromised = answer()
        account.screenName = maybe(text())
        account.displayNames = many { $0.text() }
        account.profileURLs = many { _ in "https://example.org/u/1" }
        account.profileText = maybe(text())
        account.ipCaptures = many { $0.capture() }
        account.devices = many { $0.device() }
        account.priorReports = many { Int64.random(in: 1...9_999_999, using: &$0.numbers) }
        account.groupIdentifier = maybe(text())
        account.temporarilyDisabled = chance() ? disabling() : nil
        account.permanentlyDisabled = chance() ? disabling() : nil
        account.estimatedLocation = chance() ? location() : nil
        account.allEmailsReported = answer()
        account.additional = maybe(text())
        return account
    }

    private mutating func file() -> ReferredFile {
        var file = ReferredFile()
        file.originalName = maybe(text() + ".jpg")
        file.bytes = 100
        file.digests = DigestAlgorithm.allCases.map { Digest($0, bytes: bytes($0.byteCount))! }
        file.pdq = chance() ? Hash256(bytes: bytes(32)) : nil
        file.uploaded = chance() ? sourced(moment()) : nil
        file.location = maybe("https://example.org/f")
        file.viewedByReporter = sourcedAnswer()
        if file.viewedByReporter.value == .yes { file.exifViewedByReporter = sourcedAnswer() }
        file.publiclyAvailable = sourcedAnswer()
        file.relevance = chance() ? .reported : nil
        file.annotations = FileAnnotation.allCases.filter { _ in chance() }.shuffled(using: &numbers)
        file.industryClassification = chance() ? sourced(one(of: IndustryClassification.allCases)) : nil
        file.ipCaptures = many { $0.capture() }
        file.devices = many { $0.device() }
        file.listMatches = chance() ? [ListMatch(KnownFileMatch.examples[0])] : []
        file.additional = many { $0.text() }
        return file
    }

    private mutating func person() -> Person {
        var person = contact()
        person.age = chance() ? Int.random(in: 0...150, using: &numbers) : nil
        if version == .aug2026 { person.ageDoubtful = answer() }
        person.dateOfBirth = chance() ? CalendarDate(year: 2012, month: 2, day: 29) : nil
        return person
    }

    private mutating func contact() -> Person {
        var person = Person()
        person.firstName = maybe(text())
        person.lastName = maybe(text())
        person.phones = many { $0.phone() }
        person.emails = many { $0.email() }
        person.addresses = many { $0.postal() }
        return person
    }

    private mutating func phone() -> PhoneNumber {
        var phone = PhoneNumber("030 4711")
        phone.use = chance() ? one(of: PhoneNumber.Use.allCases) : nil
        phone.verified = answer()
        phone.verifiedAt = chance() ? moment() : nil
        phone.countryCallingCode = maybe("+49")
        phone.extensionNumber = maybe("12")
        return phone
    }

    private mutating func email() -> EmailAddress {
        var email = EmailAddress("a&b@example.org")
        email.use = chance() ? one(of: EmailAddress.Use.allCases) : nil
        email.verified = answer()
        email.verifiedAt = chance() ? moment() : nil
        return email
    }

    private mutating func postal() -> PostalAddress {
        var address = PostalAddress()
        address.use = chance() ? one(of: PostalAddress.Use.allCases) : nil
        address.street = maybe(text())
        address.city = maybe(text())
        address.postalCode = maybe("10115")
        address.usState = maybe("NY")
        address.region = maybe(text())
        address.country = chance() ? CountryCode("US") : nil
        return address
    }

    private mutating func capture() -> IPCapture {
        var capture = IPCapture(one(of: ["198.51.100.7", "2001:db8::1", "203.0.113.255"]))
        capture.event = chance() ? one(of: AccessEvent.allCases) : nil
        capture.time = chance() ? moment() : nil
        capture.possibleProxy = answer()
        capture.port = chance() ? Int.random(in: 1...65535, using: &numbers) : nil
        return capture
    }

    private mutating func device() -> DeviceIdentifier {
        var device = DeviceIdentifier(kind: "advertising id", value: "0000")
        device.event = chance() ? one(of: AccessEvent.allCases) : nil
        device.time = chance() ? moment() : nil
        return device
    }

    private mutating func disabling() -> AccountDisabling {
        var disabling = AccountDisabling(answer())
        disabling.since = chance() ? moment() : nil
        disabling.userNotified = answer()
        disabling.userNotifiedAt = chance() ? moment() : nil
        disabling.reenabledAt = chance() ? moment() : nil
        return disabling
    }

    private mutating func location() -> EstimatedLocation {
        var location = EstimatedLocation()
        location.city = maybe(text())
        location.region = maybe(text())
        location.country = chance() ? CountryCode("GB") : nil
        location.verified = answer()
        location.time = chance() ? moment() : nil
        return location
    }

    // MARK: Values

    private mutating func chance() -> Bool { Bool.random(using: &numbers) }
    private mutating func one<Value>(of values: [Value]) -> Value {
        values[Int.random(in: 0..<values.count, using: &numbers)]
    }
    private mutating func many<Value>(_ make: (inout RandomReferral) -> Value) -> [Value] {
        (0..<Int.random(in: 0...2, using: &numbers)).map { _ in make(&self) }
    }
    private mutating func maybe<Value>(_ value: Value) -> Value? { chance() ? value : nil }
    private mutating func answer() -> ThreeValued { one(of: ThreeValued.allCases) }
    private mutating func source() -> ValueSource {
        ValueSource(one(of: ValueSource.Kind.allCases), reference: maybe("ref"), by: "analyst-1", at: moment())
    }
    private mutating func sourced<Value>(_ value: Value) -> Sourced<Value> { Sourced(value, source: source()) }
    private mutating func sourcedAnswer() -> Sourced<ThreeValued> {
        let value = answer()
        return Sourced(value, source: value == .notStated ? nil : source())
    }
    private mutating func moment() -> Instant {
        Self.now.adding(seconds: -Double(Int.random(in: 1...10_000_000, using: &numbers)))
    }
    private mutating func text() -> String {
        one(of: ["plain", "<&>\"'", "ümläut 🦊", "two\nlines", "tab\tand\r\n", "]]>", "x"])
    }
    private mutating func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { _ in UInt8.random(in: 0...255, using: &numbers) }
    }
}
