import AllianceKit

/// The findings of one trace as they grow.
struct TraceWork {
    let host: String
    let sources: TraceSources
    let earlier: [TraceResult]
    var addresses: [TracedAddress] = []
    var votes: [CountryVote] = []
    var contactSources: [ContactSource] = []
    var reasons: [String] = []
    var gaps: [TraceGap] = []
    /// Questions that may still be put to RDAP servers.
    var questions: Int
    /// Addresses that the name had, those beyond the limit too.
    var addressCount = 0
    private var domain: String?
    /// The gateway or proxy that the name itself belongs to.
    private(set) var front: ProviderList.Entry?

    init(host: String, sources: TraceSources, earlier: [TraceResult]) {
        self.host = host
        self.sources = sources
        self.earlier = earlier
        questions = sources.rules.questions
    }

    mutating func look(atName name: String) {
        front = sources.providers.entry(forName: name)
        if let front { tell(front, of: name) }
    }

    mutating func look(atDomain name: String?) async {
        domain = name
        guard let name else { return }
        if let stored = sources.answers.domain(name) {
            take(ContactSource(stored.answer, .domain, name: stored.name))
        } else if let stored = await ask(.domain(name)) {
            take(ContactSource(stored.answer, .domain, name: stored.name))
        }
    }

    mutating func look(at found: [IPAddress]) async throws {
        addressCount = found.count
        for address in found.prefix(sources.rules.addresses) { try await look(at: address) }
        if found.count > sources.rules.addresses {
            reasons.append("\(found.count) addresses, \(sources.rules.addresses) of them were looked at")
        }
    }

    mutating func look(at address: IPAddress) async throws {
        addressCount = max(addressCount, 1)
        let system = try sources.autonomousSystems?.autonomousSystem(of: address)
        let countries = try sources.countries?.countries(of: address)
        let blocks = await networks(around: address)
        let number = system?.number ?? blocks.first?.answer.originAutnums.first
        let autnumAnswer = await autnum(number)
        let provider = sources.providers.entry(for: address, autnum: number)
        let name = await sources.reverse.name(of: address)
        let network = system?.network ?? countries?.network
        addresses.append(
            TracedAddress(
                address: address, first: blocks.first?.answer.addresses?.lowerBound ?? network?.address,
                last: blocks.first?.answer.addresses?.upperBound ?? network?.last, handle: blocks.first?.answer.handle,
                autnum: number, organization: blocks.first?.answer.organization ?? system?.organization,
                provider: provider?.name ?? front?.name,
                answers: (blocks + [autnumAnswer].compactMap(\.self)).map(\.name), name: name))
        for (place, block) in blocks.enumerated() {
            take(ContactSource(block.answer, place == 0 ? .direct : .parentNetwork, name: block.name))
        }
        if let autnumAnswer { take(ContactSource(autnumAnswer.answer, .autnum, name: autnumAnswer.name)) }
        if let block = blocks.first { await lookAtHandles(of: block) }
        if let provider { tell(provider, of: address.description) }

        let counts = provider == nil && front == nil
        func vote(_ source: CountryVote.Source, _ country: CountryCode?, _ evidence: String) {
            guard let country else { return }
            votes.append(
                CountryVote(source: source, country: country, address: address, evidence: evidence, counts: counts))
        }
        let file = Self.fileName(sources.countries?.path)
        if let block = blocks.first, let found = block.answer.country {
            vote(.registration, found.value, "\(block.name) \(found.pointer)")
        } else if let countries, let registered = countries.registered {
            vote(.registration, registered, "\(file) \(countries.network), where it is registered")
        }
        if let countries {
            vote(.geolocation, countries.country, "\(file) \(countries.network)")
            if let registered = countries.registered, registered != countries.country {
                reasons.append("the geolocation database has \(address) registered in \(registered)")
            }
        }
        if let autnumAnswer, let found = autnumAnswer.answer.country {
            vote(.autnum, found.value, "\(autnumAnswer.name) \(found.pointer)")
        } else if let system, let country = system.country {
            vote(.autnum, country, "\(Self.fileName(sources.autonomousSystems?.path)) \(system.network)")
        }
        if let name { vote(.reverse, ReverseNames.country(of: name), name) }
    }

    mutating func operatorSays(_ country: CountryCode) {
        votes.append(
            CountryVote(source: .operator, country: country, address: nil, evidence: "as given", counts: true))
    }

    func result(_ outcome: TraceResult.Outcome, _ country: CountryCode? = nil, because: String? = nil) -> TraceResult {
        TraceResult(
            host: host, outcome: outcome, country: country, addresses: addresses, votes: votes,
            contacts: ContactSelection(contactSources, domain: domain, security: securityText),
            reasons: reasons + [because].compactMap(\.self), gaps: gaps)
    }

    mutating func take(_ source: ContactSource) {
        guard !contactSources.contains(where: { $0.name == source.name }) else { return }
        contactSources.append(source)
    }

    private var securityText: SecurityText? {
        sources.securityTexts[host] ?? domain.flatMap { sources.securityTexts[$0] }
    }

    private mutating func tell(_ provider: ProviderList.Entry, of subject: String) {
        reasons.append(
            "\(subject) belongs to \(provider.name) (\(provider.kind.rawValue)): the origin is elsewhere"
                + (provider.note.map { "; \($0)" } ?? ""))
    }

    private static func fileName(_ path: String?) -> String {
        path?.split(separator: "/").last.map(String.init) ?? ""
    }
}
