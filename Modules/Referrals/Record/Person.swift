public import AllianceKit

/// A natural person, as far as the reporter knows. Everything may be missing.
public struct Person: Codable, Sendable, Hashable {
    /// Given name.
    public var firstName: String?
    /// Family name.
    public var lastName: String?
    /// Telephone numbers.
    public var phones: [PhoneNumber] = []
    /// E-mail addresses.
    public var emails: [EmailAddress] = []
    /// Postal addresses.
    public var addresses: [PostalAddress] = []
    /// Age in years, 0…150.
    public var age: Int?
    /// Whether the stated age is doubtful (from the 2026 documentation on).
    public var ageDoubtful: ThreeValued = .notStated
    /// Date of birth.
    public var dateOfBirth: CalendarDate?

    /// Nothing known.
    public init() {}

    /// Whether anything is known.
    public var isEmpty: Bool { self == Person() }
}

/// An e-mail address.
public struct EmailAddress: Codable, Sendable, Hashable {
    /// What it is used for.
    public enum Use: String, Codable, Sendable, CaseIterable {
        /// Private.
        case home = "Home"
        /// At work.
        case work = "Work"
        /// Of a business.
        case business = "Business"
        /// To recover an account.
        case recovery = "Recovery"
    }
    /// The address.
    public var address: String
    /// What it is used for.
    public var use: Use?
    /// Whether the platform verified it.
    public var verified: ThreeValued = .notStated
    /// When the platform verified it.
    public var verifiedAt: Instant?

    /// Makes one.
    public init(_ address: String) { self.address = address }
}

/// A telephone number.
public struct PhoneNumber: Codable, Sendable, Hashable {
    /// What it is used for.
    public enum Use: String, Codable, Sendable, CaseIterable {
        /// Mobile.
        case mobile = "Mobile"
        /// Private.
        case home = "Home"
        /// Of a business.
        case business = "Business"
        /// At work.
        case work = "Work"
        /// Fax.
        case fax = "Fax"
        /// Over the internet.
        case internet = "Internet"
        /// To recover an account.
        case recovery = "Recovery"
    }
    /// The number, without country calling code if that is given apart.
    public var number: String
    /// What it is used for.
    public var use: Use?
    /// Whether the platform verified it.
    public var verified: ThreeValued = .notStated
    /// When the platform verified it.
    public var verifiedAt: Instant?
    /// `+` and one to three digits.
    public var countryCallingCode: String?
    /// Digits.
    public var extensionNumber: String?

    /// Makes one.
    public init(_ number: String) { self.number = number }
}

/// A postal address.
public struct PostalAddress: Codable, Sendable, Hashable {
    /// What it is used for.
    public enum Use: String, Codable, Sendable, CaseIterable {
        /// Private.
        case home = "Home"
        /// Of a business.
        case business = "Business"
        /// For bills.
        case billing = "Billing"
        /// For deliveries.
        case shipping = "Shipping"
        /// Of a technical contact.
        case technical = "Technical"
    }
    /// What it is used for.
    public var use: Use?
    /// Street and number.
    public var street: String?
    /// City.
    public var city: String?
    /// Postal code.
    public var postalCode: String?
    /// State of the United States, two letters.
    public var usState: String?
    /// State or region elsewhere.
    public var region: String?
    /// Country.
    public var country: CountryCode?

    /// Nothing known.
    public init() {}
}
