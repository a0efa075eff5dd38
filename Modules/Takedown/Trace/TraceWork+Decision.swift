import AllianceKit

// How the findings of a trace become an outcome.

extension TraceWork {
    /// The outcome. `otherwise` stands where no address was found, unless the operator knows the country.
    func decided(otherwise: TraceResult.Outcome? = nil, because: String? = nil) -> TraceResult {
        if let said = votes.first(where: { $0.source == .operator }) {
            return result(.located, said.country, because: "the operator says \(said.country)")
        }
        // One address behind a provider is enough: what the others show may be another front.
        if front != nil || addresses.contains(where: { $0.provider != nil }) { return result(.originUnknown) }
        if let otherwise { return result(otherwise, because: because) }
        if let flux { return result(.originUnknown, because: flux) }
        return voted()
    }

    /// Three sources that agree locate a host; a name of an address can be the third, but not one of two that disagree.
    private func voted() -> TraceResult {
        let words = votes.map { "\($0.source.rawValue) \($0.country)" }
        let strong = votes.filter { $0.source != .reverse }
        let countries = Set(strong.map(\.country)).sorted()
        guard let country = countries.first else {
            let hint = votes.first.map { ", only the name \($0.evidence) hints at \($0.country)" } ?? ""
            return result(.unknown, because: "no source knows a country\(hint)")
        }
        guard countries.count == 1 else {
            return result(.disagreed, because: "the sources disagree: \(words.joined(separator: ", "))")
        }
        let against = votes.first { $0.country != country }
        let voices = Set(votes.filter { $0.country == country }.map(\.source)).count
        let doubt = against.map { "; the name \($0.evidence) looks like \($0.country)" } ?? ""
        switch voices {
        case 1: return result(.unconfirmed, country, because: "only one source names a country, \(country)\(doubt)")
        case 2: return result(.unconfirmed, country, because: "only two sources name a country, \(country)\(doubt)")
        default: return result(.located, country, because: "\(voices) sources agree on \(country)\(doubt)")
        }
    }

    /// Why the host counts as fast-flux: many addresses over many networks at once, or another network at every look.
    private var flux: String? {
        let rules = sources.rules
        let systems = Set(addresses.compactMap(\.autnum))
        if addressCount >= rules.fluxAddresses, systems.count >= rules.fluxSystems {
            return "fast-flux: \(addressCount) addresses in \(systems.count) autonomous systems; "
                + "the registrar can act, the hosts cannot"
        }
        let others = earlier.filter { $0.host == host && !$0.addresses.isEmpty }
        let all = others.reduce(systems) { $0.union($1.addresses.compactMap(\.autnum)) }
        let common = others.reduce(Set(addresses.map(\.address))) { $0.intersection($1.addresses.map(\.address)) }
        guard !others.isEmpty, common.isEmpty, all.count >= rules.fluxMoves else { return nil }
        return "fast-flux: in \(all.count) autonomous systems within a day, never the same address; "
            + "the registrar can act, the hosts cannot"
    }
}
