import AllianceKit

extension CommandContext {
    /// The definitions with these identities, or all of them; an unknown one is a mistake of the user, with the nearest names.
    func definitions(_ ids: [String] = []) throws -> [IndicatorDefinition] {
        let all = registry.indicators
        guard !ids.isEmpty else { return all }
        return try ids.map { id in
            guard let found = all.first(where: { $0.id.lowercased() == id.lowercased() }) else {
                let known = all.map(\.id)
                throw AllianceError(
                    "indicators.unknown", "there is no indicator \(id)",
                    hint: known.isEmpty
                        ? "no module of this build declares indicators" : "known are \(known.joined(separator: ", "))",
                    exit: .usage)
            }
            return found
        }
    }

    /// Computes indicators in one pass over the ledger.
    func compute(
        _ definitions: [IndicatorDefinition], _ scope: FoldScope, breakdowns: [String: [String]] = [:]
    ) throws -> [IndicatorResult] {
        var fold = LedgerFold(definitions, scope: scope, breakdowns: breakdowns)
        try workspace().store.read { try fold.read($0) }
        return fold.results()
    }

    /// The breakdown that `--by` asks for; throws when a definition that was named does not have it.
    func breakdowns(
        by fact: String?, _ definitions: [IndicatorDefinition], named: Bool
    ) throws -> [String: [String]] {
        guard let fact else { return [:] }
        let having = definitions.filter { $0.breakdowns.contains(fact) }
        if let other = definitions.first(where: { !$0.breakdowns.contains(fact) }), named || having.isEmpty {
            throw AllianceError(
                "indicators.breakdown", "\(other.id) is not broken down by \(fact)",
                hint: other.breakdowns.isEmpty
                    ? "its definition names no breakdowns"
                    : "its definition names \(other.breakdowns.joined(separator: ", "))", exit: .usage)
        }
        return Dictionary(uniqueKeysWithValues: having.map { ($0.id, [fact]) })
    }
}
