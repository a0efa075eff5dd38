/// The server that takes our mail, as the operator configured it. It is trusted to be where it is, so no address guard applies.
public struct MailRelay: Sendable, Hashable {
    /// How the connection is protected.
    public enum Security: String, Sendable, Hashable, CaseIterable {
        /// TLS from the start (usually port 465).
        case tls
        /// STARTTLS, which must succeed (usually port 587 or 25).
        case startTLS = "starttls"
        /// None: only for a relay on the same machine.
        case none
    }

    /// Name or address.
    public var host: String
    /// The port.
    public var port: UInt16
    /// How the connection is protected.
    public var security: Security
    /// User name and password, if the relay asks for them.
    public var credentials: (user: String, password: String)?
    /// Seconds until an exchange is given up.
    public var timeout: Double

    /// Makes one.
    public init(
        host: String, port: UInt16, security: Security = .startTLS,
        credentials: (user: String, password: String)? = nil,
        timeout: Double = 60
    ) {
        self.host = host
        self.port = port
        self.security = security
        self.credentials = credentials
        self.timeout = timeout
    }

    /// The same server, protection and user.
    public static func == (left: MailRelay, right: MailRelay) -> Bool {
        left.host == right.host && left.port == right.port && left.security == right.security
            && left.credentials?.user == right.credentials?.user
    }

    /// Feeds host and port.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(host)
        hasher.combine(port)
    }
}
