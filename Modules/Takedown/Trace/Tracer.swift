public import AllianceKit

/// Finds out where a URL's content is hosted and who can remove it, from the sources it is given and nothing else.
public struct Tracer: Sendable {
    private let sources: TraceSources

    /// A tracer over these sources.
    public init(_ sources: TraceSources) { self.sources = sources }

    /// Traces a URL. `country` is the operator's own word on the country, which decides if given. Throws only when a database is
    /// damaged or the resolver fails; everything else is an outcome.
    public func trace(_ identity: URLIdentity, country: CountryCode? = nil) async throws -> TraceResult {
        var work = TraceWork(host: identity.host.description, sources: sources)
        switch identity.host {
        case .address(let address): try work.look(at: address.mappedIPv4 ?? address)
        case .domain(let name):
            let name = String(name.reversed().drop { $0 == "." }.reversed())
            guard !name.hasSuffix(".onion") else {
                return work.result(.originUnknown, because: "an onion service hides where it is")
            }
            work.look(atDomain: identity.registrableDomain)
            switch try await sources.resolver.resolve(name) {
            case .addresses(let addresses):
                for address in addresses { try work.look(at: address.mappedIPv4 ?? address) }
            case .noSuchName: return work.result(.unresolved, because: "the name does not resolve")
            case .unknown: return work.result(.unresolved, because: "the resolver knows nothing of the name")
            }
        }
        if let country { work.operatorSays(country) }
        return work.decided()
    }
}

/// The findings of one trace as they grow.
private struct TraceWork {
    private let host: String
    private let sources: TraceSources
    private var addresses: [TracedAddress] = []
    private var votes: [CountryVote] = []
    private var contactSources: [ContactSource] = []
    private var reasons: [String] = []
    private var domain: String?

    init(host: String, sources: TraceSources) {
        self.host = host
        self.sources = sources
    }

    mutating func look(atDomain name: String?) {
        domain = name
        guard let name, let stored = sources.answers.domain(name) else { return }
        contactSources.append(ContactSource(stored.answer, .domain, name: stored.name))
    }

    mutating func look(at address: IPAddress) throws {
        let system = try sources.autonomousSystems?.autonomousSystem(of: address)
        let countries = try sources.countries?.countries(of: address)
        let blocks = sources.answers.networks(around: address)
        let autnumAnswer = system.flatMap { sources.answers.autnum($0.number) }
        let provider = sources.providers.entry(for: address, autnum: system?.number)
        let network = system?.network ?? countries?.network
        addresses.append(
            TracedAddress(
                address: address, first: blocks.first?.answer.addresses?.lowerBound ?? network?.address,
                last: blocks.first?.answer.addresses?.upperBound ?? network?.last, handle: blocks.first?.answer.handle,
                autnum: system?.number, organization: blocks.first?.answer.organization ?? system?.organization,
                provider: provider?.name, answers: (blocks.prefix(2) + [autnumAnswer].compactMap(\.self)).map(\.name)))
        for (place, block) in blocks.prefix(2).enumerated() {
            take(ContactSource(block.answer, place == 0 ? .direct : .parentNetwork, name: block.name))
        }
        if let autnumAnswer { take(ContactSource(autnumAnswer.answer, .autnum, name: autnumAnswer.name)) }

        let counts = provider == nil
        if let provider {
            reasons.append(
                "\(address) belongs to \(provider.name) (\(provider.kind.rawValue)): the origin is elsewhere"
                    + (provider.note.map { "; \($0)" } ?? ""))
        }
        func vote(_ source: CountryVote.Source, _ country: CountryCode?, _ evidence: String) {
            guard let country else { return }
            votes.append(
                CountryVote(source: source, country: country, address: address, evidence: evidence, counts: counts))
        }
        if let block = blocks.first, let found = block.answer.country {
            vote(.registration, found.value, "\(block.name) \(found.pointer)")
        }
        if let countries {
            vote(.geolocation, countries.country, "\(Self.fileName(sources.countries?.path)) \(countries.network)")
            if let registered = countries.registered, registered != countries.country {
                reasons.append("the geolocation database has \(address) registered in \(registered)")
            }
        }
        if let autnumAnswer, let found = autnumAnswer.answer.country {
            vote(.autnum, found.value, "\(autnumAnswer.name) \(found.pointer)")
        }
    }

    mutating func operatorSays(_ country: CountryCode) {
        votes.append(
            CountryVote(source: .operator, country: country, address: nil, evidence: "as given", counts: true))
    }

    func decided() -> TraceResult {
        if let said = votes.first(where: { $0.source == .operator }) {
            return result(.located, said.country, because: "the operator says \(said.country)")
        }
        // One address behind a provider is enough: what the others show may be another front.
        if addresses.contains(where: { $0.provider != nil }) { return result(.originUnknown) }
        let voices = Set(votes.map(\.source)).count
        let countries = Set(votes.map(\.country)).sorted()
        switch (countries.count, voices) {
        case (0, _): return result(.unknown, because: "no source knows a country")
        case (1, 1):
            return result(
                .unconfirmed, countries[0], because: "only one source names a country, \(countries[0])")
        case (1, _): return result(.located, countries[0], because: "\(voices) sources agree on \(countries[0])")
        default:
            let words = votes.map { "\($0.source.rawValue) \($0.country)" }
            return result(.disagreed, because: "the sources disagree: \(words.joined(separator: ", "))")
        }
    }

    func result(_ outcome: TraceResult.Outcome, _ country: CountryCode? = nil, because: String? = nil) -> TraceResult {
        TraceResult(
            host: host, outcome: outcome, country: country, addresses: addresses, votes: votes,
            contacts: ContactSelection(contactSources, domain: domain), reasons: reasons + [because].compactMap(\.self))
    }

    private mutating func take(_ source: ContactSource) {
        guard !contactSources.contains(where: { $0.name == source.name }) else { return }
        contactSources.append(source)
    }

    private static func fileName(_ path: String?) -> String {
        path?.split(separator: "/").last.map(String.init) ?? ""
    }
}
