public import AllianceKit

/// Looks at one reported address over the network: name, status and header fields, never a byte of content. Needs no workspace.
///
/// The client must be one that guards addresses (`CurlHTTPClient`): reported URLs are hostile. Nothing is stored, no cookie is kept, and
/// a single known URL is asked for whatever robots.txt says: it is a check of one resource, not a crawl.
public struct Observer: Sendable {
    /// What earlier looks and the report know, to compare with.
    public struct Known: Sendable {
        /// The referrer of the report; sent by vantage points that do so.
        public var referrer: String?
        /// What the first look that saw the content knew of it.
        public var fingerprint: ContentFingerprint?
        /// Where it was hosted.
        public var host: KnownHost?

        /// Nothing known, unless said.
        public init(
            referrer: String? = nil, fingerprint: ContentFingerprint? = nil, host: KnownHost? = nil
        ) {
            self.referrer = referrer
            self.fingerprint = fingerprint
            self.host = host
        }
    }

    /// The most redirects within a site that are followed.
    public static let redirectLimit = 5

    let vantage: Vantage
    let client: any HTTPClient
    let userAgent: String
    let timeout: Double
    let signs: ObservationSigns
    let suffixes: PublicSuffixList
    let now: @Sendable () -> Instant

    /// An observer at a vantage point; `userAgent` says who looks and where to ask, unless the vantage has its own.
    public init(
        vantage: Vantage = Vantage("plain"), client: any HTTPClient, userAgent: String, timeout: Double = 30,
        signs: ObservationSigns = .builtin, suffixes: PublicSuffixList = .builtin,
        now: @escaping @Sendable () -> Instant
    ) {
        self.vantage = vantage
        self.client = client
        self.userAgent = vantage.userAgent ?? userAgent
        self.timeout = timeout
        self.signs = signs
        self.suffixes = suffixes
        self.now = now
    }

    /// Looks at a resource. Everything that goes wrong is an outcome with its reason; throws only `network.off`, and the errors of a URL that
    /// cannot be read.
    public func look(at resource: String, known: Known = Known()) async throws -> Sighting {
        let start = try WebURL(parsing: resource)
        var url = start
        var answer: HTTPResponse
        var redirects = 0
        while true {
            do {
                answer = try await fetch(url, known)
            } catch let error as AllianceError {
                if error.code == "network.off" { throw error }
                var sighting = sighting(failure(error))
                sighting.redirects = redirects
                return sighting
            }
            guard [301, 302, 303, 307, 308].contains(answer.status) else { break }
            switch follow(answer, from: url, start: start, known) {
            case .to(let next) where redirects < Self.redirectLimit:
                url = next
                redirects += 1
            case .to: return sighting((.unknown, .redirects), answer, redirects: redirects)
            case .ends(var end):
                end.redirects = redirects
                return end
            }
        }
        return judge(answer, at: url, start: start, redirects: redirects, known)
    }

    func sighting(
        _ verdict: (ObservationOutcome, LookReason), _ answer: HTTPResponse? = nil, redirects: Int = 0
    ) -> Sighting {
        Sighting(
            vantage: vantage.name, time: now(), outcome: verdict.0, reason: verdict.1, status: answer?.status,
            address: answer?.address.flatMap { IPAddress($0) }, redirects: redirects)
    }
}
