public import AllianceKit

extension CaseRecord {
    /// Takes a look into account and moves the case on. The caller stores the look, which can have got another round.
    ///
    /// The stamps T4 and T5 come from all looks of the round in the order of their time, so a look that is recorded late still counts
    /// where it belongs, for which `earlier` gives the stored looks of the round; but only the newest look moves the state. When the
    /// rule is met by misses of one run, the removal is confirmed, and from then on its interval stands.
    ///
    /// Throws `takedown.check.future`, `takedown.check.early`, `takedown.case.refused`, and then changes nothing.
    public mutating func observe(
        _ look: inout Look, rule: RemovalRule, by actor: String, now: Instant, earlier: () throws -> [Look]
    ) throws {
        guard look.time <= now else {
            throw AllianceError(
                "takedown.check.future", "\(reference): the look at \(look.time) lies in the future", exit: .usage)
        }
        guard look.time >= clocks.received else {
            throw AllianceError(
                "takedown.check.early", "\(reference): the look at \(look.time) lies before the report", exit: .usage)
        }
        if case .refused(let reason) = CaseTransition.of(state, look.outcome.verb) {
            throw AllianceError("takedown.case.refused", "\(reference): \(reason)", exit: .partial)
        }
        if looks.isNewest(look.time) {
            // Another vantage point's miss at the moment that confirmed the removal adds nothing.
            if !(look.outcome.isMiss && state == .removed && look.time == looks.newest) {
                try apply(look.outcome.verb, at: look.time, by: actor, note: look.outcome.rawValue, now: now)
            }
            // A look that finds another host begins a round, and is its first look.
            look.round = round
            looks.add(look)
        } else {
            look.round = round
            looks.add(late: look, among: try earlier())
            timeline.append(
                CaseStep(
                    time: look.time, what: look.outcome.verb.rawValue, by: actor, state: state,
                    note: "\(look.outcome.rawValue), recorded late"))
        }
        if clocks.removalConfirmed == nil {
            clocks.lastSeenOnline = looks.lastSeenOnline
            clocks.firstSeenOffline = looks.firstMiss
        }
        guard look.outcome.isMiss, clocks.removalConfirmed == nil, rule.isMet(by: looks),
            case .to = CaseTransition.of(state, .confirmRemoval)
        else { return }
        try apply(
            .confirmRemoval, at: looks.newest ?? look.time, by: actor, note: "\(looks.misses) misses", now: now)
    }
}
