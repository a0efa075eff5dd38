public import AllianceKit

/// Posts notices as JSON to a provider's interface, with a bearer token and a key that makes a repeated request count once.
public struct APIChannel: Channel {
    /// `api`
    public let name = "api"
    /// One line.
    public let summary = "Posts notices as JSON to a provider's interface."
    /// Every request carries its message's identity as idempotency key.
    public let repeatsSafely = true

    /// The channel.
    public init() {}

    /// Posts a message to the address that is its recipient.
    ///
    /// * 2xx: `.accepted`; 4xx: `.refused`; the receipt is the status and the first line of the answer.
    /// * 408, 425, 429, 5xx, or no answer: throws `takedown.api.temporary`; repeating it is safe.
    ///
    /// Redirects are not followed: a notice goes where it was approved to go. Also throws `takedown.api.address` (not https, but for
    /// permitted ports of this machine) and what `KeyFile` throws.
    public func deliver(_ message: OutboxMessage, _ context: CommandContext) async throws -> Delivery {
        let workspace = try context.workspace()
        let settings = try workspace.configuration.settings(APISettings.self)
        let url = try WebURL(parsing: message.recipient)
        let host = url.host.description
        guard url.scheme == "https" || url.scheme == "http" && Self.isLoopback(host) else {
            throw AllianceError(
                "takedown.api.address", "\(message.recipient) is no https address",
                hint: "a token needs an encrypted line")
        }
        var headers = [
            (name: "Content-Type", value: message.mediaType), (name: "Accept", value: "application/json"),
            (name: "Idempotency-Key", value: message.id.text),
        ]
        if let file = settings.tokens[host] {
            headers.append((name: "Authorization", value: "Bearer \(try KeyFile.text(file, in: workspace))"))
        }
        let client = context.surroundings.http(NetworkPermission(loopbackPorts: Set(settings.loopbackPorts)))
        let request = HTTPRequest(
            "POST", message.recipient, headers: headers, body: message.body, bodyLimit: 4096,
            timeout: Double(settings.timeoutSeconds))
        let response: HTTPResponse
        do {
            response = try await client.send(request)
        } catch let error as AllianceError where error.exitCode == .unavailable || error.exitCode == .busy {
            throw AllianceError(
                "takedown.api.temporary", "no answer from \(host): \(error.message)", hint: "try again later",
                exit: .busy)
        }
        return try Self.judge(response, host: host, now: context.surroundings.now())
    }

    /// Decides on the status.
    static func judge(_ response: HTTPResponse, host: String, now: Instant) throws(AllianceError) -> Delivery {
        let text = String(decoding: response.body.prefix(200), as: UTF8.self)
        let line = text.split(whereSeparator: \.isNewline).first.map { " \($0)" } ?? ""
        let receipt = "\(response.status)\(line)"
        switch response.status {
        case 200..<300: return Delivery(.accepted, receipt: receipt, time: now)
        case 408, 425, 429, 500...: throw temporary(host, receipt)
        case 400..<500: return Delivery(.refused, receipt: receipt, time: now)
        default:
            throw AllianceError(
                "takedown.api.answer", "\(host) answers \(receipt), which says neither yes nor no",
                hint: "ask the provider for the right address", exit: .partial)
        }
    }

    private static func temporary(_ host: String, _ receipt: String) -> AllianceError {
        AllianceError(
            "takedown.api.temporary", "\(host) refuses for now: \(receipt)", hint: "try again later", exit: .busy)
    }

    private static func isLoopback(_ host: String) -> Bool {
        host == "localhost" || host == "[::1]" || host.hasPrefix("127.")
    }
}
