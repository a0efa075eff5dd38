import AllianceKit

/// Speaks with the Transparency Database's API.
struct StatementClient {
    let endpoint: String
    let token: String
    let http: any HTTPClient

    /// Sends a batch. Throws when there was no answer at all; whether it arrived is then not known.
    func send(_ batch: StatementBatch) async throws -> StatementAnswer {
        let request = HTTPRequest(
            "POST", "\(endpoint)/statements", headers: headers + [("Content-Type", "application/json")],
            body: batch.body, redirects: 0, bodyLimit: 8 << 20, timeout: 60)
        return StatementAnswer(try await http.send(request), to: batch)
    }

    /// Whether the database has a puid; nil where its answer says neither.
    func has(_ puid: String) async throws -> Bool? {
        // "Found" is 302 without a Location: a client that follows redirects would fail here.
        let request = HTTPRequest(
            "GET", "\(endpoint)/statement/existing-puid/\(puid)", headers: headers, redirects: 0)
        return StatementAnswer.exists(try await http.send(request))
    }

    private var headers: [(name: String, value: String)] {
        [("Authorization", "Bearer \(token)"), ("Accept", "application/json")]
    }
}
