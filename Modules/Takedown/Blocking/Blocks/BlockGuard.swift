import AllianceKit

/// The safeguards of a case's block: removal first, seen lately, a domain only when it is mostly what it is blocked for.
struct BlockGuard {
    let settings: BlockSettings
    let now: Instant

    /// Throws `takedown.block.removal-first` (exit 77) while a removal attempt is young and no order asks for the block.
    func removalFirst(_ record: CaseRecord, order: String?) throws {
        guard order == nil else { return }
        let attempt = record.clocks.noticeAccepted ?? (record.state == .referredAbroad ? record.since : nil)
        guard let attempt else {
            guard record.state == .originUnknown || record.state == .bounced else {
                throw AllianceError(
                    "takedown.block.removal-first", "\(record.reference): nobody has been asked to remove it yet",
                    hint: "send a notice first; an authority's order is given with --order", exit: .notAllowed)
            }
            return
        }
        let end = attempt.adding(hours: settings.removalHours)
        guard end <= now else {
            throw AllianceError(
                "takedown.block.removal-first",
                "\(record.reference): the removal was asked for at \(attempt), and has time until \(end)",
                hint: "wait, or give an authority's order with --order", exit: .notAllowed)
        }
    }

    /// When the content was last seen, if that is lately enough and no look missed it since; else throws `takedown.block.unverified`.
    func verified(_ record: CaseRecord) throws -> Instant {
        let seen = record.looks
        if let missed = seen.firstMiss {
            throw AllianceError(
                "takedown.block.unverified", "\(record.reference): a look at \(missed) did not see it any more",
                hint: "alliance takedown check \(record.reference)", exit: .partial)
        }
        guard let last = seen.lastSeenOnline, last.adding(hours: settings.verifyHours) >= now else {
            throw AllianceError(
                "takedown.block.unverified",
                "\(record.reference): it was last seen \(seen.lastSeenOnline.map { "at \($0)" } ?? "never"), not within \(settings.verifyHours) h",
                hint: "alliance takedown check \(record.reference)", exit: .partial)
        }
        return last
    }

    /// Why a case's address can be on no list any more; nil while it can.
    func ended(_ record: CaseRecord) -> String? {
        if record.appeals.last?.decision == .upheld { return "the appeal was upheld" }
        switch record.state {
        case .removed, .monitoring: return "it was removed at its source"
        case .changed, .moved: return "something else is there"
        case let state where state.isTerminal: return "the case is \(state.rawValue)"
        default: return nil
        }
    }

    /// Throws `takedown.block.collateral` for a domain of whose known addresses too few are blocked.
    func collateral(_ matcher: BlockMatcher, of caseID: EntityID, in reader: any StoreReader) throws {
        guard case .domain(let name) = matcher else { return }
        var blocked: Set<EntityID> = [caseID]
        for state in BlockState.allCases where state.isLive {
            try reader.forEach(Query<Block>().where("state", .equal, .text(state.rawValue))) {
                blocked.insert($0.caseID)
                return true
            }
        }
        let domain = PublicSuffixList.builtin.registrableDomain(of: name) ?? name
        var (known, listed): (Set<String>, Set<String>) = ([], [])
        try reader.forEach(Query<CaseRecord>()) { record in
            guard record.url.registrableDomain == domain else { return true }
            known.insert(record.url.listKey)
            if blocked.contains(record.id), ended(record) == nil { listed.insert(record.url.listKey) }
            return true
        }
        guard listed.count * 100 >= known.count * settings.collateralPercent else {
            throw AllianceError(
                "takedown.block.collateral",
                "\(name): \(listed.count) of \(known.count) known addresses of \(domain) are blocked, less than \(settings.collateralPercent) %",
                hint: "block the URL or the host", exit: .notAllowed)
        }
    }
}
