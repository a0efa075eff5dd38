/// Sends HTTP requests. Implemented by Transport behind the address guard; its twin in TestKit answers from a table.
public protocol HTTPClient: Sendable {
    /// Sends one request and returns the answer, whatever its status. Redirects are followed as the request says, each target checked
    /// anew. Throws when there is no answer, or when the guard refuses the address.
    func send(_ request: HTTPRequest) async throws -> HTTPResponse
}

/// A request.
public struct HTTPRequest: Sendable, Hashable {
    /// `GET`, `HEAD`, `POST`, `PUT`.
    public var method: String
    /// The absolute URL, http or https.
    public var url: String
    /// Header fields in order.
    public var headers: [(name: String, value: String)]
    /// The body, if any.
    public var body: [UInt8]?
    /// How many redirects are followed, each checked anew.
    public var redirects: Int
    /// Whether the body of the answer is thrown away unread (status and headers only).
    public var headersOnly: Bool
    /// The most bytes of body that are taken.
    public var bodyLimit: Int
    /// Seconds until the whole exchange is given up.
    public var timeout: Double

    /// Makes a request.
    public init(
        _ method: String, _ url: String, headers: [(name: String, value: String)] = [], body: [UInt8]? = nil,
        redirects: Int = 0, headersOnly: Bool = false, bodyLimit: Int = 1 << 20, timeout: Double = 30
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.redirects = redirects
        self.headersOnly = headersOnly
        self.bodyLimit = bodyLimit
        self.timeout = timeout
    }

    /// The same method, URL, headers and body.
    public static func == (left: HTTPRequest, right: HTTPRequest) -> Bool {
        left.method == right.method && left.url == right.url && left.body == right.body
            && left.headers.elementsEqual(right.headers) { $0 == $1 }
    }

    /// Feeds method, URL and body.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(method)
        hasher.combine(url)
        hasher.combine(body)
    }
}

/// An answer.
public struct HTTPResponse: Sendable {
    /// The status code.
    public var status: Int
    /// The URL that answered, after redirects.
    public var url: String
    /// Header fields in order, names in lower case.
    public var headers: [(name: String, value: String)]
    /// The body, up to the limit; empty with `headersOnly`.
    public var body: [UInt8]
    /// The address that was connected to.
    public var address: String?

    /// Makes an answer.
    public init(
        status: Int, url: String, headers: [(name: String, value: String)] = [], body: [UInt8] = [],
        address: String? = nil
    ) {
        self.status = status
        self.url = url
        self.headers = headers
        self.body = body
        self.address = address
    }
}

/// What a command may connect to besides public addresses on ports 80 and 443.
public struct NetworkPermission: Sendable, Hashable {
    /// Ports on which loopback addresses may be connected to: a service on the same machine, or a test's.
    public var loopbackPorts: Set<UInt16>

    /// Ports besides 80 and 443 on public addresses; only 8080 and 8443 can be allowed.
    public var ports: Set<UInt16>
    /// Name servers that are asked in place of the system's, as `192.0.2.53` or `[2001:db8::53]:5353`.
    public var nameServers: [String]

    /// The ports that `ports` can hold.
    public static let otherPorts: Set<UInt16> = [8080, 8443]

    /// Makes one.
    public init(loopbackPorts: Set<UInt16> = [], ports: Set<UInt16> = [], nameServers: [String] = []) {
        self.loopbackPorts = loopbackPorts
        self.ports = ports
        self.nameServers = nameServers
    }
}

/// Refuses every request: for surroundings without a network.
public struct NoNetwork: HTTPClient {
    /// Makes one.
    public init() {}
    /// Throws `network.off`.
    public func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        throw AllianceError("network.off", "there is no network here", exit: .unavailable)
    }
}
