public import AllianceKit

/// Gets IANA's bootstrap files when they are due, asking only whether they changed.
public struct BootstrapRefresh: Sendable {
    /// What became of one file.
    public enum Outcome: String, Sendable, CaseIterable {
        /// A new version was taken.
        case updated
        /// The server says it is the same.
        case unchanged
        /// It need not be asked yet.
        case fresh
        /// It could not be had; the one that is there stays.
        case failed
    }

    private let folder: BootstrapFolder
    private let base: String
    private let http: any HTTPClient

    /// Into a folder, from an address that ends where the files' names begin.
    public init(_ folder: BootstrapFolder, base: String, http: any HTTPClient) {
        self.folder = folder
        self.base = base.hasSuffix("/") ? base : base + "/"
        self.http = http
    }

    /// Gets each file that is due, or all with `force`. One that fails does not stop the others.
    public func run(
        force: Bool, at now: Instant,
        _ report: (RDAPBootstrap.Registry, Outcome, Instant?, AllianceError?) throws -> Void
    ) async throws {
        var states = folder.states()
        for registry in RDAPBootstrap.Registry.allCases {
            let file = BootstrapFolder.file(registry)
            let known = Files.exists("\(folder.path)/\(file)") ? states[file] : nil
            if let known, known.url == base + file, known.fresh > now, !force {
                try report(registry, .fresh, known.fresh, nil)
                continue
            }
            do {
                let (outcome, state) = try await get(registry, known, force: force, at: now)
                states[file] = state
                try folder.store(states)
                try report(registry, outcome, state.fresh, nil)
            } catch let error as AllianceError {
                try report(registry, .failed, nil, error)
            }
        }
    }

    private func get(
        _ registry: RDAPBootstrap.Registry, _ known: BootstrapFolder.State?, force: Bool, at now: Instant
    ) async throws -> (Outcome, BootstrapFolder.State) {
        let url = base + BootstrapFolder.file(registry)
        var headers = [(name: "Accept", value: "application/json")]
        if let known, known.url == url, !force {
            if let tag = known.tag { headers.append(("If-None-Match", tag)) }
            if let modified = known.modified { headers.append(("If-Modified-Since", modified)) }
        }
        let response = try await http.send(
            HTTPRequest("GET", url, headers: headers, redirects: 3, bodyLimit: BootstrapFolder.limit + 1))
        var state = BootstrapFolder.State(
            tag: response.header("etag"), modified: response.header("last-modified"), checked: now,
            fresh: Self.fresh(response, at: now), url: url)
        if response.status == 304, let known {
            state.tag = state.tag ?? known.tag
            state.modified = state.modified ?? known.modified
            return (.unchanged, state)
        }
        let place = SourcePlace(file: url)
        guard response.status == 200 else {
            throw AllianceError(
                "takedown.rdap.refresh", "the answer has the status \(response.status)", at: place, exit: .unavailable)
        }
        guard response.body.count <= BootstrapFolder.limit else {
            throw AllianceError("takedown.rdap.too-large", "more than \(BootstrapFolder.limit) bytes", at: place)
        }
        var bootstrap = RDAPBootstrap()
        do {
            try bootstrap.add(JSONText.decode(response.body, at: place), registry)
        } catch let error as AllianceError {
            throw error.located(at: place)
        }
        guard bootstrap != RDAPBootstrap() else {
            throw AllianceError("takedown.rdap.bootstrap", "the file names no server", at: place)
        }
        try folder.store(response.body, registry)
        return (.updated, state)
    }

    /// Until when the file counts as fresh: `max-age`, else `Expires`, else a day; at most a week.
    static func fresh(_ response: HTTPResponse, at now: Instant) -> Instant {
        let words = (response.header("cache-control") ?? "").lowercased().split { $0 == "," || $0 == " " }
        if words.contains(where: { $0 == "no-store" || $0 == "no-cache" }) { return now }
        let age = words.first { $0.hasPrefix("max-age=") }.flatMap { Double($0.dropFirst(8)) }
        let expires = response.header("expires").flatMap { HTTPTime.read($0) }?.seconds(since: now)
        return now.adding(seconds: min(max(0, age ?? expires ?? 86_400), 7 * 86_400))
    }
}
