public import AllianceKit

/// What happened at an address or device.
public enum AccessEvent: String, Codable, Sendable, CaseIterable {
    /// Signing in.
    case login = "Login"
    /// Opening the account.
    case registration = "Registration"
    /// Buying something.
    case purchase = "Purchase"
    /// Uploading the file.
    case upload = "Upload"
    /// Something else.
    case other = "Other"
    /// Not known.
    case unknown = "Unknown"
}

/// An internet address seen at a moment. Behind carrier-grade NAT, address, port and time together identify a
/// subscriber.
public struct IPCapture: Codable, Sendable, Hashable {
    /// IPv4 or IPv6.
    public var address: String
    /// What happened there.
    public var event: AccessEvent?
    /// When.
    public var time: Instant?
    /// Whether it may be a proxy.
    public var possibleProxy: ThreeValued = .notStated
    /// The source port, 1…65535.
    public var port: Int?

    /// Makes one.
    public init(_ address: String) { self.address = address }
}

/// A device seen at a moment.
public struct DeviceIdentifier: Codable, Sendable, Hashable {
    /// What kind of identifier it is: `IMEI`, `advertising id`.
    public var kind: String
    /// The identifier.
    public var value: String
    /// What happened there.
    public var event: AccessEvent?
    /// When.
    public var time: Instant?

    /// Makes one.
    public init(kind: String, value: String) {
        self.kind = kind
        self.value = value
    }
}

/// Where an account seems to be used from.
public struct EstimatedLocation: Codable, Sendable, Hashable {
    /// City.
    public var city: String?
    /// Region.
    public var region: String?
    /// Country.
    public var country: CountryCode?
    /// Whether it was verified.
    public var verified: ThreeValued = .notStated
    /// When it was estimated.
    public var time: Instant?

    /// Nothing known.
    public init() {}
}

/// That an account was disabled.
public struct AccountDisabling: Codable, Sendable, Hashable {
    /// Whether it is disabled.
    public var disabled: ThreeValued
    /// Since when.
    public var since: Instant?
    /// Whether its user was told.
    public var userNotified: ThreeValued = .notStated
    /// When its user was told.
    public var userNotifiedAt: Instant?
    /// When it was enabled again; only for temporary disabling.
    public var reenabledAt: Instant?

    /// Makes one.
    public init(_ disabled: ThreeValued) { self.disabled = disabled }
}
