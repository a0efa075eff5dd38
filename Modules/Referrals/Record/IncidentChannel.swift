/// Where online (or off) the incident took place. A referral may name several.
public enum IncidentChannel: Codable, Sendable, Hashable {
    /// Web pages.
    case webPage(urls: [String], thirdPartyHosted: ThreeValued, additional: String?)
    /// E-mail.
    case email(addresses: [EmailAddress], content: String?, additional: String?)
    /// A newsgroup.
    case newsgroup(name: String?, addresses: [EmailAddress], content: String?, additional: String?)
    /// Chat or instant messages.
    case chat(client: String?, room: String?, content: String?, additional: String?)
    /// An online game.
    case game(name: String?, console: String?, content: String?, additional: String?)
    /// A mobile phone.
    case phone(number: PhoneNumber?, latitude: Double?, longitude: Double?, additional: String?)
    /// Not on the internet.
    case offline(location: String?, addresses: [PostalAddress], additional: String?)
    /// Peer-to-peer file sharing.
    case peerToPeer(client: String?, ipCaptures: [IPCapture], fileNames: String?, additional: String?)
}
