public import AllianceKit

/// What is to be done next with a case, and when. Every case that is not terminal has exactly one, computed from the record alone.
public struct CaseTimer: Sendable, Hashable {
    /// The kinds of next steps.
    public enum Step: String, Sendable, CaseIterable {
        /// Assess it.
        case assess
        /// A second analyst assesses it.
        case secondOpinion
        /// Find the host.
        case trace
        /// Find the host behind the delivery network, or try again.
        case seekOrigin
        /// Ask the partner abroad what became of it.
        case followUpAbroad
        /// The time of the authority that was informed is over: the notice can go.
        case authorityEnded
        /// Ask the authority whether the hold is still needed.
        case holdReminder
        /// The hold ran out: the notice can go.
        case holdEnded
        /// Send the notice.
        case notify
        /// Record the provider's answer.
        case recordAnswer
        /// Find another contact: the notice came back.
        case reviewContact
        /// Remind the contact.
        case remind
        /// Write to the next level: upstream, registrar, authority.
        case escalate
        /// Look whether it is still there.
        case check
        /// An analyst looks at what changed.
        case review
        /// Decide the appeal.
        case decideAppeal
        /// Look whether it is back.
        case recheck
        /// Close it.
        case close
    }

    /// What is to be done.
    public var step: Step
    /// By when.
    public var due: Instant

    /// Makes a timer.
    public init(_ step: Step, _ due: Instant) {
        self.step = step
        self.due = due
    }
}

extension CaseRecord {
    /// What is to be done next; nil exactly when the state is terminal.
    public var timer: CaseTimer? {
        let plan = schedule
        return switch state {
        case .received, .triage: CaseTimer(.assess, assessBy)
        case .assessing: CaseTimer(opinions.isEmpty ? .assess : .secondOpinion, assessBy)
        case .confirmed: CaseTimer(.trace, since.adding(hours: plan.traceHours))
        case .rehosted: CaseTimer(.trace, since)
        case .tracing: CaseTimer(.trace, max(since, trace?.time ?? since).adding(hours: plan.traceHours * 4))
        case .traced, .noticeReady:
            CaseTimer(.notify, priority == .urgent ? since : since.adding(hours: plan.noticeHours))
        case .originUnknown: CaseTimer(.seekOrigin, max(since, trace?.time ?? since).adding(hours: 24))
        case .referredAbroad: CaseTimer(.followUpAbroad, (askedAbroad ?? since).adding(hours: plan.abroadHours))
        case .leNotified: CaseTimer(.authorityEnded, authority?.until ?? since.adding(hours: plan.authorityHours))
        case .leHold: holdTimer
        case .queued: CaseTimer(.recordAnswer, since.adding(hours: 1))
        case .bounced: CaseTimer(.reviewContact, since.adding(hours: plan.reviewHours))
        case .sent, .delivered, .watching, .escalated, .blocked: Self.first(watchTimers)
        case .offlineSuspected: CaseTimer(.check, (lastLook ?? since).adding(seconds: 900))
        case .removed, .monitoring:
            CheckSchedule.afterRemoval(start: clocks.removalConfirmed ?? since, last: lastLook)
                .map { CaseTimer(.recheck, $0) }
                ?? CaseTimer(.close, (clocks.removalConfirmed ?? since).adding(days: 180))
        case .reappeared, .changed, .moved: CaseTimer(.review, since.adding(hours: plan.reviewHours))
        case .onAppeal: Self.first(appealTimers)
        case .closedNotIllegal, .closedOutOfScope, .closedNotFound, .closedAbroad, .withdrawn, .duplicate, .closed: nil
        }
    }

    /// The same as seen at a moment: a hold that ran out asks for the notice, no longer for a reminder.
    public func timer(at now: Instant) -> CaseTimer? {
        if state == .leHold, let hold = holds.last, !hold.lives(at: now) { return CaseTimer(.holdEnded, hold.until) }
        return timer
    }

    private var assessBy: Instant {
        clocks.received.adding(seconds: Double(schedule.assessHours) * 3600 * priority.share)
    }

    private var holdTimer: CaseTimer {
        guard let hold = holds.last else { return CaseTimer(.holdEnded, since) }
        return hold.reminded == nil ? CaseTimer(.holdReminder, hold.reminder) : CaseTimer(.holdEnded, hold.until)
    }

    /// All that is to be done, of which `timer` is the first: a reminder that waits for a person must not keep looks from being made.
    public func timers(at now: Instant) -> [CaseTimer] {
        switch state {
        case .sent, .delivered, .watching, .escalated, .blocked: watchTimers
        case .onAppeal: appealTimers
        default: [timer(at: now)].compactMap { $0 }
        }
    }

    /// Whether one of some steps is due.
    func isDue(_ steps: Set<CaseTimer.Step>, at now: Instant) -> Bool {
        timers(at: now).contains { steps.contains($0.step) && $0.due <= now }
    }

    private static func first(_ timers: [CaseTimer]) -> CaseTimer? { timers.min { $0.due < $1.due } }

    /// While it is still there: the next look, reminder or escalation.
    private var watchTimers: [CaseTimer] {
        let start = clocks.noticeAccepted ?? since
        var timers = [CaseTimer(.check, CheckSchedule.afterNotice(start: start, last: lastLook))]
        if let accepted = clocks.noticeAccepted {
            timers.append(CaseTimer(.remind, (lastNotice ?? accepted).adding(hours: schedule.reminderHours)))
            if level < schedule.escalationHours.count {
                timers.append(CaseTimer(.escalate, accepted.adding(hours: schedule.escalationHours[level])))
            }
        }
        return timers
    }

    private var appealTimers: [CaseTimer] {
        let decide = CaseTimer(.decideAppeal, openAppeal?.due ?? since.adding(hours: schedule.appealHours))
        let check = CaseTimer(.check, CheckSchedule.afterNotice(start: clocks.noticeAccepted ?? since, last: lastLook))
        return resumes == .removed || resumes == .monitoring ? [decide] : [decide, check]
    }
}
