import AllianceKit
import Formats

/// One hash-sharing service of NCMEC's kind, asked over HTTP with a user name and a password.
struct NCMECService {
    /// The base address, without a slash at its end.
    let base: String
    private let client: any HTTPClient
    private let authorization: String?
    private let surroundings: Surroundings
    /// Is told before a request is repeated.
    var waiting: (String) -> Void = { _ in }

    /// How often a request is repeated when the answer may be another one a moment later.
    static let attempts = 6
    /// Bytes of one page.
    static let pageLimit = 64 << 20
    /// Seconds that an answer may ask to wait.
    static let patience = 300.0

    /// Checks the address: https, or http to a loopback port that was allowed; no credentials, query or fragment in it.
    init(
        base: String, credentials: (user: String, password: String)?, client: any HTTPClient,
        surroundings: Surroundings,
        allowsHTTP: Bool
    ) throws {
        var text = base
        while text.hasSuffix("/") { text.removeLast() }
        let isSecure = text.hasPrefix("https://")
        guard isSecure || allowsHTTP && text.hasPrefix("http://"), text.utf8.count <= 1000,
            text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f && !"@?#\\\"<>".utf8.contains($0) }),
            text.utf8.count > (isSecure ? 8 : 7), !text.contains("..")
        else {
            throw AllianceError(
                "sync.address", "\"\(base)\" is not the https address of a service",
                hint: "give the part before /v2: https://host/path", exit: .usage)
        }
        self.base = text
        self.client = client
        self.surroundings = surroundings
        authorization = credentials.map { "Basic " + Base64.encode(Array("\($0.user):\($0.password)".utf8)) }
    }

    /// Who the service takes us for: `GET v2/status`.
    func status() async throws -> String {
        let answer = try await get("/v2/status")
        var xml = XMLScanner()
        var input = InputFile(name: "\(base)/v2/status", bytes: answer)
        var name: String?
        guard try xml.next(&input) == .start, xml.value.elementsEqual("status".utf8) else {
            throw AllianceError(
                "sync.answer", "the service does not answer as one of hash sharing", at: SourcePlace(file: base),
                hint: "check the address: it goes on with /v2/status", exit: .unavailable)
        }
        while true {
            let token = try xml.next(&input)
            if token == .finish { return name ?? "an unnamed member" }
            guard token == .start else { continue }
            if xml.value.elementsEqual("member".utf8) {
                name = EntryDraft.remark(try xml.content(&input))
            } else {
                try xml.skip(&input)
            }
        }
    }

    /// The address of the first page of a window, relative to the base. The window holds what came after `since`, up to `until`.
    static func first(since: Instant, until: Instant) -> String {
        func encode(_ time: Instant) -> String { time.description.split(separator: ":").joined(separator: "%3A") }
        return "/v2/entries?from=\(encode(since))&to=\(encode(until))"
    }

    /// A page's address as the service gave it, relative to the base. Throws `sync.next` when it leads elsewhere.
    func checked(next: String) throws -> String {
        var path = next
        if path.hasPrefix(base + "/") { path = String(path.dropFirst(base.utf8.count)) }
        let own = base.split(separator: "/", omittingEmptySubsequences: false).dropFirst(3).joined(separator: "/")
        if !own.isEmpty, path.hasPrefix("/\(own)/") { path = String(path.dropFirst(own.utf8.count + 1)) }
        let allowed = path.utf8.allSatisfy {
            48...57 ~= $0 || 97...122 ~= $0 | 0x20 || "/?%&=.~_:+-,".utf8.contains($0)
        }
        guard path.hasPrefix("/v2/entries?"), allowed, path.utf8.count <= 4096, !path.contains("..") else {
            throw AllianceError(
                "sync.next", "the service's link to the next page leads elsewhere", at: SourcePlace(file: base),
                hint: "nothing of it was followed; ask the service's keeper", exit: .unavailable)
        }
        return path
    }

    /// Gets a page, repeating the request with growing pauses while the answer is one that passes: 429, 5xx, or none.
    func get(_ path: String) async throws -> [UInt8] {
        var pause = 1.0
        for attempt in 1... {
            var problem: AllianceError
            do {
                let answer = try await client.send(request(path))
                if answer.status == 200 { return try body(of: answer) }
                problem = refusal(answer.status)
                guard [429, 500, 502, 503, 504].contains(answer.status) else {
                    throw SyncRefusal(answer.status, problem)
                }
                if let asked = answer.headers.first(where: { $0.name == "retry-after" }).flatMap({ Double($0.value) }) {
                    pause = max(pause, min(max(0, asked), Self.patience))
                }
            } catch let error as AllianceError where error.exitCode == .unavailable {
                problem = error
            }
            guard attempt < Self.attempts else { throw problem }
            waiting("\(problem.message); trying again in \(Int(pause)) s")
            try await surroundings.sleep(pause)
            pause = min(pause * 2, Self.patience)
        }
        throw AllianceError("sync.answer", "no answer", exit: .bug)
    }

    private func request(_ path: String) -> HTTPRequest {
        var headers = [(name: "Accept", value: "application/xml")]
        if let authorization { headers.append((name: "Authorization", value: authorization)) }
        return HTTPRequest("GET", base + path, headers: headers, bodyLimit: Self.pageLimit, timeout: 120)
    }

    private func body(of answer: HTTPResponse) throws -> [UInt8] {
        guard answer.body.count < Self.pageLimit else {
            throw AllianceError(
                "sync.page.too-large", "a page of more than \(Self.pageLimit) bytes", at: SourcePlace(file: base))
        }
        return answer.body
    }

    private func refusal(_ status: Int) -> AllianceError {
        let place = SourcePlace(file: base)
        switch status {
        case 401, 403:
            return AllianceError(
                "sync.refused", "the service refuses the user name or the password (\(status))", at: place,
                hint: "check --user and --password-file, and that this address is allowed there", exit: .notAllowed)
        case 429:
            return AllianceError("sync.busy", "the service asks for patience (429)", at: place, exit: .unavailable)
        default:
            return AllianceError("sync.answer", "the service answers \(status)", at: place, exit: .unavailable)
        }
    }
}

/// An answer that repeating does not change.
struct SyncRefusal: Error {
    let status: Int
    let error: AllianceError

    init(_ status: Int, _ error: AllianceError) {
        self.status = status
        self.error = error
    }
}
