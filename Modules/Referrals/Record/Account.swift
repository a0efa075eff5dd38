/// An account with a service and the person behind it, as far as known; used for suspects, recipients and victims.
public struct Account: Codable, Sendable, Hashable {
    /// The person behind it.
    public var person = Person()
    /// The service's own identifier of the account.
    public var identifier: String?
    /// The service.
    public var service: String?
    /// Whether the account seems to be taken over by someone else.
    public var compromised: ThreeValued = .notStated
    /// The name it is known by on the service.
    public var screenName: String?
    /// Names it shows.
    public var displayNames: [String] = []
    /// Addresses of its profile.
    public var profileURLs: [String] = []
    /// What its profile says.
    public var profileText: String?
    /// Internet addresses it was used from.
    public var ipCaptures: [IPCapture] = []
    /// Devices it was used from.
    public var devices: [DeviceIdentifier] = []
    /// Numbers of earlier reports to the same receiver.
    public var priorReports: [Int64] = []
    /// A group it belongs to.
    public var groupIdentifier: String?
    /// Temporary disabling.
    public var temporarilyDisabled: AccountDisabling?
    /// Permanent disabling.
    public var permanentlyDisabled: AccountDisabling?
    /// Where it seems to be used from.
    public var estimatedLocation: EstimatedLocation?
    /// Whether every e-mail address known is given.
    public var allEmailsReported: ThreeValued = .notStated
    /// Anything else.
    public var additional: String?

    /// Nothing known.
    public init() {}

    /// Whether anything is known.
    public var isEmpty: Bool { self == Account() }
}

/// A person or account that is reported as the suspect.
public struct ReportedAccount: Codable, Sendable, Hashable {
    /// Account and person.
    public var account = Account()
    /// A vehicle.
    public var vehicle: String?
    /// Whether the account is with someone else's service.
    public var thirdPartyUser: ThreeValued = .notStated
    /// Accounts tied to it.
    public var associated: [AssociatedAccount] = []

    /// Nothing known.
    public init() {}
}

/// An account tied to another.
public struct AssociatedAccount: Codable, Sendable, Hashable {
    /// How it is tied.
    public enum Tie: String, Codable, Sendable, CaseIterable {
        /// Pays for it.
        case billing = "Billing"
        /// Linked by its user.
        case linked = "Linked"
        /// Of a business.
        case business = "Business"
        /// Of a creator.
        case creator = "Creator"
        /// Of a parent or guardian.
        case guardian = "Parent/Guardian"
        /// Otherwise.
        case other = "Other"
    }
    /// How it is tied.
    public var tie: Tie
    /// The platform it is with.
    public var platform: String?
    /// Whether that platform is someone else's.
    public var thirdPartyUser: ThreeValued = .notStated
    /// Middle name of its person.
    public var middleName: String?
    /// Account and person.
    public var account = Account()

    /// Makes one.
    public init(_ tie: Tie) { self.tie = tie }
}
