public import AllianceKit

extension CaseRecord {
    /// Records an analyst's opinion, and makes it the assessment when nothing more is needed: another analyst came to the same, one is
    /// enough for this outcome, or `alone` says that the house has only one. False when it waits for the second analyst.
    ///
    /// An analyst's newer opinion replaces the earlier one. Where the two disagree the case stays where it is until one of them, or a
    /// third analyst, comes to what another found.
    public mutating func assess(_ opinion: CaseAssessment, alone: Bool, now: Instant) throws -> Bool {
        let others = opinions.filter { $0.analyst != opinion.analyst }
        let agreeing = others.last { opinion.agrees(with: $0) }
        guard alone || !opinion.outcome.needsTwo || agreeing != nil else {
            let note = others.isEmpty ? "first opinion" : "the analysts disagree"
            try apply(.opine, at: opinion.time, by: opinion.analyst, note: note, now: now)
            opinions = others + [opinion]
            return false
        }
        let stands = agreeing.map { opinion.joined(with: $0) } ?? opinion
        try apply(opinion.outcome.verb, at: opinion.time, by: opinion.analyst, note: opinion.outcome.rawValue, now: now)
        assessment = stands
        opinions = []
        // The analysts saw it: the assessment of confirmed material is a look, too.
        if opinion.outcome == .confirmed {
            looks.see(at: opinion.time)
            clocks.lastSeenOnline = looks.lastSeenOnline
            clocks.firstSeenOffline = nil
        }
        return true
    }
}
