public import AllianceKit

/// Who reports.
public struct Reporter: Codable, Sendable, Hashable {
    /// The organisation.
    public var organisation: String
    /// Its country.
    public var country: CountryCode?
    /// The person or role that reports; a role mailbox is enough.
    public var person: Person
    /// Whom the receiver may ask.
    public var contact: Person?
    /// A standing text of the organisation.
    public var template: String?
    /// What its terms of service say about such material.
    public var termsOfService: String?
    /// Where legal process is served.
    public var legalURL: String?

    /// Makes a reporter with a role mailbox.
    public init(organisation: String, country: CountryCode?, email: String) {
        self.organisation = organisation
        self.country = country
        var person = Person()
        person.emails = [EmailAddress(email)]
        self.person = person
    }
}

/// A law-enforcement agency that knows of the incident already.
public struct LawEnforcementContact: Codable, Sendable, Hashable {
    /// The agency.
    public var agency: String
    /// Its number of the case.
    public var caseNumber: String?
    /// An officer.
    public var officer: Person?
    /// Whether the reporter reported to it.
    public var reported: Sourced<ThreeValued> = .notStated
    /// Whether the reporter was served domestic legal process.
    public var servedDomestic: Sourced<ThreeValued> = .notStated
    /// Whether the reporter was served legal process of another country.
    public var servedInternational: Sourced<ThreeValued> = .notStated
    /// That other country.
    public var internationalCountry: CountryCode?

    /// Makes one.
    public init(agency: String) { self.agency = agency }
}

/// A report of the same matter to somebody, earlier.
public struct PriorReport: Codable, Sendable, Hashable {
    /// To whom.
    public var receiver: String
    /// The number they gave it.
    public var number: String
    /// When.
    public var time: Instant?

    /// Makes one.
    public init(receiver: String, number: String, time: Instant? = nil) {
        self.receiver = receiver
        self.number = number
        self.time = time
    }
}
