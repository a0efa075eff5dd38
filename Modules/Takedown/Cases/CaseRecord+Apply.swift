public import AllianceKit

extension CaseRecord {
    /// Moves the case on, or throws `takedown.case.refused` (or `takedown.hold.lives`, exit 77) and changes nothing.
    ///
    /// Every change of state goes through here: the table decides, then the guards that need more than the state.
    public mutating func apply(
        _ verb: CaseVerb, at time: Instant, by actor: String, note: String? = nil, now: Instant
    ) throws {
        if verb == .prepareNotice || verb == .queueNotice, let hold = livingHold(at: now) {
            throw AllianceError(
                "takedown.hold.lives",
                "\(reference): a law-enforcement hold of \(hold.authority) lives until \(hold.until)",
                hint: "release it, or wait until it ends", exit: .notAllowed)
        }
        switch CaseTransition.of(state, verb) {
        case .refused(let reason):
            throw AllianceError("takedown.case.refused", "\(reference): \(reason)", exit: .partial)
        case .to(let next):
            enter(next, verb, at: time, now: now)
            timeline.append(CaseStep(time: time, what: verb.rawValue, by: actor, state: state, note: note))
        }
    }

    private mutating func enter(_ next: CaseState, _ verb: CaseVerb, at time: Instant, now: Instant) {
        let before = state
        if next != before {
            state = next
            since = time
        }
        switch verb {
        case .confirm where before == .reappeared || before == .changed || before == .moved:
            round += 1
            trace = nil
            if before == .reappeared {
                earlier.append(clocks)
                clocks = CaseClocks(received: lastLook ?? time)
            } else {
                clocks.noticeAccepted = nil
                clocks.removalConfirmed = nil
            }
            clocks.assessed = clocks.assessed ?? time
            // A hold that was placed before the content came back still lives.
            if livingHold(at: now) != nil { state = .leHold }
        case .confirm, .clear, .refer, .miss:
            clocks.assessed = clocks.assessed ?? time
        case .hold:
            clocks.holdPlaced = clocks.holdPlaced ?? time
        case .confirmRemoval:
            clocks.removalConfirmed = clocks.removalConfirmed ?? time
        case .acceptNotice:
            clocks.noticeAccepted = clocks.noticeAccepted ?? time
        default: break
        }
        if state.isTerminal { endHold(at: time, by: "system", reason: "the case ended") }
    }

    /// Ends the newest hold, if it has not ended; it ends at its own time if that came first.
    mutating func endHold(at time: Instant, by actor: String, reason: String) {
        guard var hold = holds.last, hold.ended == nil else { return }
        let ranOut = hold.until <= time
        hold.ended = min(time, hold.until)
        hold.endedBy = ranOut ? "system" : actor
        hold.endReason = ranOut ? "it ran out" : reason
        holds[holds.count - 1] = hold
        clocks.holdReleased = hold.ended
    }
}
