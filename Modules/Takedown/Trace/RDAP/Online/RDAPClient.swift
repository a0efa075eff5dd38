public import AllianceKit

/// Asks RDAP servers (RFC 7480, 9082, 9083, 9224): the right one by bootstrap, at its pace, through the address guard of the client it is
/// given, and each registry only once for what its answer covers. Time, waiting and network come from outside.
public actor RDAPClient {
    private let http: any HTTPClient
    private let bootstrap: RDAPBootstrap
    private let cache: any RDAPCache
    private let limits: RDAPLimits
    private let now: @Sendable () -> Instant
    private let sleep: @Sendable (Double) async throws -> Void
    private var pace: RDAPPace
    /// The addresses that were asked, in order: what left the house.
    public private(set) var asked: [String] = []

    /// A client over a network, with what it knows of servers and answers.
    public init(
        http: any HTTPClient, bootstrap: RDAPBootstrap, cache: any RDAPCache = MemoryRDAPCache(),
        limits: RDAPLimits = RDAPLimits(), pace: RDAPPace = RDAPPace(), now: @escaping @Sendable () -> Instant,
        sleep: @escaping @Sendable (Double) async throws -> Void
    ) {
        self.http = http
        self.bootstrap = bootstrap
        self.cache = cache
        self.limits = limits
        self.pace = pace
        self.now = now
        self.sleep = sleep
    }

    /// Answers a question from the cache or from a server. `server` is asked where the bootstrap knows none.
    public func ask(_ query: RDAPQuery, or server: String? = nil) async -> RDAPReply {
        do {
            if let kept = try cache.kept(query, since: now().adding(seconds: -limits.maxAge)),
                kept.kind == .answer || kept.time >= now().adding(seconds: -limits.maxSilence)
            {
                return reply(to: query, kept)
            }
            var failure = AllianceError(
                "takedown.rdap.no-server", "no RDAP server is known for \(query.name)",
                hint: "get the lists of servers: alliance takedown rdap refresh", exit: .unavailable)
            for server in servers(for: query, or: server).prefix(2) {
                do throws(AllianceError) {
                    return try await fetch(query.url(at: server), query)
                } catch {
                    failure = error
                    // What another server of the same registry cannot mend is not asked again.
                    if error.exitCode != .unavailable { break }
                }
            }
            return .failed(failure)
        } catch let error as AllianceError {
            return .failed(error)
        } catch {
            return .failed(AllianceError("takedown.rdap.failed", "\(error)", exit: .unavailable))
        }
    }

    private func servers(for query: RDAPQuery, or other: String?) -> [String] {
        let known =
            switch query {
            case .address(let address): bootstrap.servers(for: address)
            case .autnum(let number): bootstrap.servers(forAutnum: number)
            case .domain(let name): bootstrap.servers(forDomain: name)
            case .entity(let handle): bootstrap.servers(forEntity: handle)
            case .link(let url): [url]
            }
        let all = known.isEmpty ? other.map { [$0] } ?? [] : known
        // The bootstrap puts https first; where there is any, nothing is asked in the clear.
        let safe = all.filter { $0.hasPrefix("https://") }
        return safe.isEmpty ? all : safe
    }

    private func fetch(_ start: String, _ query: RDAPQuery) async throws(AllianceError) -> RDAPReply {
        var url = start
        var redirects = 0
        var refusals = 0
        var waited = 0.0
        while true {
            let server = RDAPRedirect.host(of: url)
            try await takeTurn(server, &waited)
            let response = try await send(url)
            switch response.status {
            case 200:
                pace.succeed(server)
                return try read(response, query)
            case 301, 302, 303, 307, 308:
                redirects += 1
                guard redirects <= limits.redirects else {
                    throw Self.failure("redirects", server, "it redirects more than \(limits.redirects) times")
                }
                url = try RDAPRedirect.next(response, from: url)
            case 404:
                pace.succeed(server)
                try keep(.noData, response, [], query)
                return .noData
            case 429, 503:
                refusals += 1
                let pause = pace.pause(
                    server, at: now(), seconds: HTTPTime.wait(response.header("retry-after"), at: now()))
                guard refusals < limits.attempts, waited + pause <= limits.patience else {
                    throw Self.busy(server, pause, at: now())
                }
            default:
                throw Self.failure("status", server, "it answered with the status \(response.status)")
            }
        }
    }

    private func takeTurn(_ server: String, _ waited: inout Double) async throws(AllianceError) {
        let seconds = pace.wait(for: server, at: now())
        guard seconds > 0 else { return }
        guard waited + seconds <= limits.patience else {
            pace.giveBack(server)
            throw Self.busy(server, seconds, at: now())
        }
        waited += seconds
        do { try await sleep(seconds) } catch {
            throw AllianceError("takedown.rdap.stopped", "the waiting for \(server) was ended", exit: .busy)
        }
    }

    private func send(_ url: String) async throws(AllianceError) -> HTTPResponse {
        asked.append(url)
        do {
            return try await http.send(
                HTTPRequest(
                    "GET", url, headers: [("Accept", "application/rdap+json, application/json")], redirects: 0,
                    bodyLimit: limits.bytes + 1, timeout: limits.timeout))
        } catch let error as AllianceError {
            throw error
        } catch {
            throw Self.failure("failed", RDAPRedirect.host(of: url), "\(error)")
        }
    }

    private func read(_ response: HTTPResponse, _ query: RDAPQuery) throws(AllianceError) -> RDAPReply {
        let place = SourcePlace(file: response.url)
        guard response.body.count <= limits.bytes else {
            try keep(.malformed, response, Array(response.body.prefix(65536)), query)
            throw AllianceError(
                "takedown.rdap.too-large", "the answer has more than \(limits.bytes) bytes", at: place)
        }
        do throws(AllianceError) {
            let answer = try RDAPAnswer(response.body, at: place)
            if answer.kind == .error, answer.errorCode == 404 {
                try keep(.noData, response, [], query)
                return .noData
            }
            try RDAPMatch.check(answer, query, at: place)
            try keep(.answer, response, response.body, query)
            return .answer(RDAPStore.Stored(name: response.url, answer: answer))
        } catch {
            try keep(.malformed, response, Array(response.body.prefix(65536)), query)
            throw error
        }
    }

    private func keep(
        _ kind: KeptAnswer.Kind, _ response: HTTPResponse, _ bytes: [UInt8], _ query: RDAPQuery
    ) throws(AllianceError) {
        do {
            try cache.keep(KeptAnswer(kind: kind, url: response.url, bytes: bytes, time: now()), for: query)
        } catch let error as AllianceError {
            throw error
        } catch {
            throw AllianceError("takedown.rdap.cache", "the answer cannot be kept: \(error)", exit: .inputOutput)
        }
    }

    private func reply(to query: RDAPQuery, _ kept: KeptAnswer) -> RDAPReply {
        let place = SourcePlace(file: kept.url)
        switch kept.kind {
        case .noData: return .noData
        case .malformed:
            return .failed(
                AllianceError(
                    "takedown.rdap.malformed", "the answer of \(kept.time) could not be read and was kept aside",
                    at: place))
        case .answer:
            do throws(AllianceError) {
                return .answer(RDAPStore.Stored(name: kept.url, answer: try RDAPAnswer(kept.bytes, at: place)))
            } catch {
                return .failed(error)
            }
        }
    }

    private static func failure(_ code: String, _ server: String, _ problem: String) -> AllianceError {
        AllianceError("takedown.rdap.\(code)", "\(server) gives no answer: \(problem)", exit: .unavailable)
    }

    private static func busy(_ server: String, _ seconds: Double, at now: Instant) -> AllianceError {
        let until = now.adding(seconds: seconds.rounded(.up))
        return AllianceError(
            "takedown.rdap.busy", "\(server) has had enough questions until \(until)", hint: "trace again after that",
            exit: .busy)
    }
}
