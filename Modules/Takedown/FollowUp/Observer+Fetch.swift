import AllianceKit

extension Observer {
    /// Asks for the first byte, and stops at the header fields whatever comes. Servers that cannot do ranges are asked without, those that
    /// know no GET here with HEAD; a name that does not exist is asked for twice.
    func fetch(_ url: WebURL, _ known: Known) async throws -> HTTPResponse {
        let answer: HTTPResponse
        do {
            answer = try await send("GET", url, range: true, known)
        } catch let error as AllianceError where error.code == "transport.name.unresolved" {
            answer = try await send("GET", url, range: true, known)
        }
        switch answer.status {
        case 400, 416: return try await send("GET", url, range: false, known)
        case 405, 501: return try await send("HEAD", url, range: false, known)
        default: return answer
        }
    }

    private func send(_ method: String, _ url: WebURL, range: Bool, _ known: Known) async throws -> HTTPResponse {
        var headers = [("User-Agent", userAgent), ("Accept", "*/*")]
        if range { headers.append(("Range", "bytes=0-0")) }
        if vantage.referrer == true, let referrer = known.referrer, Self.isPlain(referrer) {
            headers.append(("Referer", referrer))
        }
        return try await client.send(
            HTTPRequest(
                method, url.description, headers: headers.map { (name: $0.0, value: $0.1) }, redirects: 0,
                headersOnly: true, bodyLimit: 0, timeout: timeout))
    }

    private static func isPlain(_ text: String) -> Bool {
        text.utf8.count <= 8192 && text.utf8.allSatisfy { 0x21...0x7e ~= $0 }
    }

    /// What an exchange without an answer says.
    func failure(_ error: AllianceError) -> (ObservationOutcome, LookReason) {
        switch error.code {
        case "transport.name.unresolved": (.gone, .noName)
        case "transport.name.empty": (.unknown, .noAddress)
        case "transport.name.failed": (.unknown, .nameServer)
        case "transport.timeout": (.unknown, .timeout)
        case "transport.tls": (.unknown, .tls)
        case _ where error.exitCode == .notAllowed || error.code.hasPrefix("transport.url"): (.unknown, .refused)
        default: (.unknown, .connection)
        }
    }
}
