public import AllianceKit
import Synchronization

/// The twin of the HTTP client: answers from a table of addresses, in the order given for each, and keeps what it was asked.
public final class TableHTTPClient: HTTPClient {
    /// One answer, or none at all.
    public enum Answer: Sendable {
        /// A status, a body and header fields (names in lower case).
        case response(Int, String, [String: String])
        /// No connection.
        case unreachable

        /// 200 with a body.
        public static func ok(_ body: String) -> Answer { .response(200, body, [:]) }
        /// A status without a body.
        public static func status(_ code: Int) -> Answer { .response(code, "", [:]) }
    }

    private let table: Mutex<[String: [Answer]]>
    private let asked = Mutex<[HTTPRequest]>([])

    /// Makes a client; the last answer of an address is given again and again.
    public init(_ table: [String: [Answer]]) { self.table = Mutex(table) }

    /// The requests so far.
    public var requests: [HTTPRequest] { asked.withLock { $0 } }

    /// Changes the answers of an address.
    public func set(_ url: String, _ answers: [Answer]) { table.withLock { $0[url] = answers } }

    /// Answers from the table; 404 for addresses that are not in it.
    public func send(_ request: HTTPRequest) async throws -> HTTPResponse {
        asked.withLock { $0.append(request) }
        let answer = table.withLock { table -> Answer in
            guard var answers = table[request.url], let first = answers.first else { return .status(404) }
            if answers.count > 1 {
                answers.removeFirst()
                table[request.url] = answers
            }
            return first
        }
        switch answer {
        case .response(let status, let body, let headers):
            return HTTPResponse(
                status: status, url: request.url, headers: headers.map { ($0.key, $0.value) }, body: Array(body.utf8))
        case .unreachable:
            throw AllianceError("transport.unreachable", "no answer from \(request.url)", exit: .unavailable)
        }
    }
}
