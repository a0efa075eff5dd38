public import AllianceKit

extension MMDBReader {
    /// An AS number with its holder, as an ASN database has it.
    public struct AutonomousSystem: Sendable, Hashable {
        /// The number.
        public var number: UInt32
        /// The holder's name.
        public var organization: String?
        /// The country in which the AS is registered; only some databases have it.
        public var country: CountryCode?
        /// The network it was found for.
        public var network: IPNetwork
    }

    /// The countries of a network, as a country or city database has them.
    public struct Countries: Sendable, Hashable {
        /// Where the network is used.
        public var country: CountryCode?
        /// Where it is registered.
        public var registered: CountryCode?
        /// The network they were found for.
        public var network: IPNetwork
    }

    /// Whether this is an ASN database.
    public var hasAutonomousSystems: Bool { type.uppercased().contains("ASN") || type.uppercased().contains("ISP") }
    /// Whether this is a country or city database.
    public var hasCountries: Bool {
        ["country", "city", "enterprise"].contains { type.lowercased().contains($0) }
    }

    /// The AS that announces an address; nil when the database does not know.
    public func autonomousSystem(of address: IPAddress) throws(AllianceError) -> AutonomousSystem? {
        let match = try look(up: address)
        guard let number = try number(["autonomous_system_number"], of: match) else { return nil }
        return AutonomousSystem(
            number: number, organization: try text(["autonomous_system_organization"], of: match),
            country: try text(["autonomous_system_country"], of: match).flatMap { CountryCode($0) },
            network: match.network)
    }

    /// The countries of an address; nil when the database has no record.
    public func countries(of address: IPAddress) throws(AllianceError) -> Countries? {
        let match = try look(up: address)
        guard match.isFound else { return nil }
        let country = try text(["country", "iso_code"], of: match).flatMap { CountryCode($0) }
        let registered = try text(["registered_country", "iso_code"], of: match).flatMap { CountryCode($0) }
        return Countries(country: country, registered: registered, network: match.network)
    }
}
