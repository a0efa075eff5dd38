public import AllianceKit

/// Finds out where a URL's content is hosted and who can remove it, from the sources it is given and nothing else.
public struct Tracer: Sendable {
    private let sources: TraceSources

    /// A tracer over these sources.
    public init(_ sources: TraceSources) { self.sources = sources }

    /// Traces a URL. `country` is the operator's own word on the country, which decides if given; `earlier` are traces of the same host
    /// within the last day. Throws only when a database is damaged or the resolver fails; everything else is an outcome.
    public func trace(
        _ identity: URLIdentity, country: CountryCode? = nil, earlier: [TraceResult] = []
    ) async throws -> TraceResult {
        var work = TraceWork(host: identity.host.description, sources: sources, earlier: earlier)
        if let country { work.operatorSays(country) }
        switch identity.host {
        case .address(let address): try await work.look(at: address.mappedIPv4 ?? address)
        case .domain(let name):
            let name = String(name.reversed().drop { $0 == "." }.reversed())
            guard !name.hasSuffix(".onion") else {
                return work.result(.originUnknown, because: "an onion service hides where it is")
            }
            work.look(atName: name)
            await work.look(atDomain: identity.registrableDomain)
            switch try await sources.resolver.resolve(name) {
            case .addresses(let addresses):
                try await work.look(at: addresses.map { $0.mappedIPv4 ?? $0 })
            case .noSuchName: return work.decided(otherwise: .unresolved, because: "the name does not resolve")
            case .unknown:
                return work.decided(otherwise: .unresolved, because: "the resolver knows nothing of the name")
            }
        }
        return work.decided()
    }
}
