public import AllianceKit

extension CaseRecord {
    /// Moves the case on, or throws and changes nothing: `takedown.case.refused`, `takedown.hold.lives` or
    /// `takedown.authority.first` (exit 77).
    ///
    /// Every change of state goes through here: the table decides, then the guards that need more than the state.
    public mutating func apply(
        _ verb: CaseVerb, at time: Instant, by actor: String, note: String? = nil, now: Instant
    ) throws {
        try guardNotice(verb, now: now)
        switch CaseTransition.of(state, verb) {
        case .refused(let reason):
            throw AllianceError("takedown.case.refused", "\(reference): \(reason)", exit: .partial)
        case .to(let next):
            let before = state
            enter(next, verb, at: time, now: now)
            // Looks that change nothing are rows of their own; a life of them would bury the steps.
            if !verb.isLook || state != before {
                timeline.append(CaseStep(time: time, what: verb.rawValue, by: actor, state: state, note: note))
            }
        }
    }

    /// What watching means for this case: on a block list, escalated, at the host, or not written to yet.
    public var restingState: CaseState {
        if isBlocked { return .blocked }
        if level > 0 { return .escalated }
        if clocks.noticeAccepted != nil { return .watching }
        return switch trace?.outcome {
        case .abroad?: .referredAbroad
        case .unknown?: .originUnknown
        case .hosted?: .noticeReady
        case .unfinished?: .tracing
        case nil: .confirmed
        }
    }

    private func guardNotice(_ verb: CaseVerb, now: Instant) throws {
        guard [.prepareNotice, .queueNotice, .remind, .escalate].contains(verb) else { return }
        if let hold = livingHold(at: now) {
            throw AllianceError(
                "takedown.hold.lives",
                "\(reference): a law-enforcement hold of \(hold.authority) lives until \(hold.until)",
                hint: "release it, or wait until it ends", exit: .notAllowed)
        }
        if verb == .prepareNotice, schedule.informFirst, clocks.authorityInformed == nil {
            throw AllianceError(
                "takedown.authority.first", "\(reference): law enforcement has to be informed before a notice",
                hint: "alliance takedown inform \(reference) --authority NAME", exit: .notAllowed)
        }
    }

    private mutating func enter(_ next: CaseState, _ verb: CaseVerb, at time: Instant, now: Instant) {
        let before = state
        stamp(verb, at: time)
        var next = next
        switch verb {
        case .activateBlock: isBlocked = true
        case .liftBlock: isBlocked = false
        case .escalate:
            level += 1
            reminders = 0
            lastNotice = time
        case .remind:
            reminders += 1
            lastNotice = time
        case .acceptNotice: lastNotice = max(lastNotice ?? time, time)
        case .confirm: startRound(after: before, at: time)
        case .seeRehosted where next == .rehosted && before != .rehosted: startRehosted()
        case .startAppeal: resumes = before
        case .endAppeal:
            // Where it rested can have changed meanwhile: a block was lifted.
            next = resumes.map { [.watching, .escalated, .blocked].contains($0) ? .watching : $0 } ?? .watching
            resumes = nil
        case .confirmRemoval where before == .onAppeal: resumes = .removed
        default: break
        }
        if next == .watching || verb == .escalate { next = restingState }
        // A hold that was placed before the content came back still lives.
        if verb == .confirm, next == .confirmed, livingHold(at: now) != nil { next = .leHold }
        if next != before {
            state = next
            since = time
        }
        if state.isTerminal {
            endHold(at: time, by: "system", reason: "the case ended")
            resumes = nil
        }
    }

    private mutating func stamp(_ verb: CaseVerb, at time: Instant) {
        switch verb {
        case .clear, .refer, .miss: clocks.assessed = clocks.assessed ?? time
        case .inform: clocks.authorityInformed = clocks.authorityInformed ?? time
        case .hold: clocks.holdPlaced = clocks.holdPlaced ?? time
        case .confirmRemoval: clocks.removalConfirmed = clocks.removalConfirmed ?? time
        case .acceptNotice: clocks.noticeAccepted = clocks.noticeAccepted ?? time
        case .deliverNotice:
            clocks.noticeAccepted = clocks.noticeAccepted ?? time
            clocks.acknowledged = clocks.acknowledged ?? time
        case .askAbroad: askedAbroad = time
        default: break
        }
    }

    /// Confirming again what came back, changed or moved starts a round; what came back has clocks of its own.
    private mutating func startRound(after before: CaseState, at time: Instant) {
        defer { clocks.assessed = clocks.assessed ?? time }
        guard before == .reappeared || before == .changed || before == .moved else { return }
        if before == .reappeared {
            earlier.append(clocks)
            clocks = CaseClocks(received: lastLook ?? time)
        }
        clocks.removalConfirmed = nil
        startRehosted()
    }

    /// Another host: it is traced and written to anew, and its provider's clock starts again; the case's clock goes on.
    private mutating func startRehosted() {
        round += 1
        looks.startRound()
        clocks.host = trace.map(ClockHost.init) ?? clocks.host
        trace = nil
        level = 0
        reminders = 0
        lastNotice = nil
        clocks.noticeAccepted = nil
        clocks.acknowledged = nil
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
