public import AllianceKit

extension CaseRecord {
    /// Records a look and moves the case on. False when the same look is recorded already.
    ///
    /// The stamps T4 and T5 come from all stored looks of the round in the order of their time, so a look that is recorded late
    /// still counts where it belongs; but only the newest look moves the state. With `needed` misses at distinct moments in one
    /// run, the removal is confirmed, and from then on its interval stands.
    public mutating func observe(_ look: Observation, needed: Int, by actor: String, now: Instant) throws -> Bool {
        guard look.time <= now else {
            throw AllianceError(
                "takedown.check.future", "\(reference): the look at \(look.time) lies in the future", exit: .usage)
        }
        guard look.time >= clocks.received else {
            throw AllianceError(
                "takedown.check.early", "\(reference): the look at \(look.time) lies before the report", exit: .usage)
        }
        if observations.contains(where: { $0.round == round && $0.isSame(as: look) }) { return false }
        if case .refused(let reason) = CaseTransition.of(state, look.outcome.verb) {
            throw AllianceError("takedown.case.refused", "\(reference): \(reason)", exit: .partial)
        }
        let isNewest = lastLook.map { look.time >= $0 } ?? true
        observations.append(look)
        if isNewest {
            try apply(look.outcome.verb, at: look.time, by: actor, note: look.outcome.rawValue, now: now)
        } else {
            timeline.append(
                CaseStep(
                    time: look.time, what: look.outcome.verb.rawValue, by: actor, state: state,
                    note: "\(look.outcome.rawValue), recorded late"))
        }
        let summary = observed
        if clocks.removalConfirmed == nil {
            clocks.lastSeenOnline = summary.lastSeenOnline
            clocks.firstSeenOffline = summary.firstSeenOffline
        }
        if look.outcome.isMiss, state != .removed, summary.misses >= max(1, needed),
            case .to(.removed) = CaseTransition.of(state, .confirmRemoval)
        {
            try apply(
                .confirmRemoval, at: summary.lastLook ?? look.time, by: actor, note: "\(summary.misses) misses",
                now: now)
        }
        return true
    }
}
