/// What an organisation sets in `config.json`.
public struct Configuration: Sendable, Hashable, Codable {
    /// The organisation, as it appears in notices and referrals.
    public var organisation: Organisation
    /// Verbs for which one person is enough, with the reason; the ledger says each time that the rule was relaxed.
    public var onePersonVerbs: [String: String]
    /// How long an approval is good for, in hours.
    public var approvalHours: Int
    /// The hours a law-enforcement hold lasts unless said otherwise.
    public var holdHours: Int
    /// Misses in a row that make content count as removed.
    public var confirmingObservations: Int
    /// The greatest PDQ distance that is a match unless said otherwise.
    public var maxDistance: Int
    /// When an entry that suddenly matches everything is kept from the queue; the defaults unless given.
    public var floodRule: FloodRule?
    /// What hostile files may use.
    public var limits: Limits
    /// The modules' own sections as they stand in the file; read with `settings(_:)`.
    public var modules: JSONObject = [:]

    private enum CodingKeys: String, CodingKey, CaseIterable {
        case organisation, onePersonVerbs, approvalHours, holdHours, confirmingObservations, maxDistance, floodRule,
            limits
    }

    /// The members that belong to no module.
    public static let commonMembers = CodingKeys.allCases.map(\.stringValue)

    /// The organisation, as it appears in notices and referrals.
    public struct Organisation: Sendable, Hashable, Codable {
        /// Its name.
        public var name: String
        /// The role mailbox for answers; never a person's.
        public var email: String
        /// Its internet domain.
        public var domain: String
        /// Its country.
        public var country: CountryCode

        /// Makes one.
        public init(name: String, email: String, domain: String, country: CountryCode) {
            self.name = name
            self.email = email
            self.domain = domain
            self.country = country
        }
    }

    /// Makes a configuration with the defaults of the reference.
    public init(
        organisation: Organisation, onePersonVerbs: [String: String] = [:], approvalHours: Int = 72,
        holdHours: Int = 24,
        confirmingObservations: Int = 3, maxDistance: Int = 31, floodRule: FloodRule? = nil,
        limits: Limits = Limits()
    ) {
        self.organisation = organisation
        self.onePersonVerbs = onePersonVerbs
        self.approvalHours = approvalHours
        self.holdHours = holdHours
        self.confirmingObservations = confirmingObservations
        self.maxDistance = maxDistance
        self.floodRule = floodRule
        self.limits = limits
    }

    /// What `alliance init` writes: an example organisation that the operator replaces.
    public static let initial = Configuration(
        organisation: Organisation(
            name: "Example Hotline", email: "hotline@example.org", domain: "example.org", country: CountryCode("XA")!))
}

extension Configuration {
    /// Reads a configuration; one that was written before there were limits has the customary ones.
    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            organisation: try values.decode(Organisation.self, forKey: .organisation),
            onePersonVerbs: try values.decode([String: String].self, forKey: .onePersonVerbs),
            approvalHours: try values.decode(Int.self, forKey: .approvalHours),
            holdHours: try values.decode(Int.self, forKey: .holdHours),
            confirmingObservations: try values.decode(Int.self, forKey: .confirmingObservations),
            maxDistance: try values.decode(Int.self, forKey: .maxDistance),
            floodRule: try values.decodeIfPresent(FloodRule.self, forKey: .floodRule),
            limits: try values.decodeIfPresent(Limits.self, forKey: .limits) ?? Limits())
    }
}
