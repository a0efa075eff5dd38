public import AllianceKit

/// What is to be done next with a case, and when. Every case that is not terminal has exactly one, computed from the record alone.
public struct CaseTimer: Sendable, Hashable {
    /// The kinds of next steps.
    public enum Step: String, Sendable, CaseIterable {
        /// Assess it.
        case assess
        /// Find the host.
        case trace
        /// Find the host behind the delivery network, or try again.
        case seekOrigin
        /// Ask the partner abroad what became of it.
        case followUpAbroad
        /// Ask the authority whether the hold is still needed.
        case holdReminder
        /// The hold ran out: the notice can go.
        case holdEnded
        /// Send the notice.
        case notify
        /// Record the provider's answer.
        case recordAnswer
        /// Look whether it is still there.
        case check
        /// An analyst looks at what changed.
        case review
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
        switch state {
        case .received, .assessing: CaseTimer(.assess, clocks.received.adding(hours: 24))
        case .confirmed: CaseTimer(.trace, since.adding(hours: 1))
        case .traced, .noticeReady: CaseTimer(.notify, since.adding(hours: 1))
        case .originUnknown: CaseTimer(.seekOrigin, since.adding(hours: 24))
        case .referredAbroad: CaseTimer(.followUpAbroad, since.adding(hours: 72))
        case .leHold: CaseTimer(.holdReminder, holds.last?.reminder ?? since)
        case .queued: CaseTimer(.recordAnswer, since.adding(hours: 1))
        case .sent, .watching: CaseTimer(.check, CheckSchedule.afterNotice(start: watchStart, last: lastLook))
        case .offlineSuspected: CaseTimer(.check, (lastLook ?? since).adding(seconds: 900))
        case .removed:
            CheckSchedule.afterRemoval(start: since, last: lastLook).map { CaseTimer(.recheck, $0) }
                ?? CaseTimer(.close, since.adding(days: 180))
        case .reappeared, .changed, .moved: CaseTimer(.review, since.adding(hours: 4))
        case .closedNotIllegal, .closedOutOfScope, .closedNotFound, .withdrawn, .duplicate, .closed: nil
        }
    }

    /// The same as seen at a moment: a hold that ran out asks for the notice, no longer for a reminder.
    public func timer(at now: Instant) -> CaseTimer? {
        if state == .leHold, let hold = holds.last, !hold.lives(at: now) { return CaseTimer(.holdEnded, hold.until) }
        return timer
    }

    private var watchStart: Instant { clocks.noticeAccepted ?? since }
}
