/// What a verb does to a state.
public enum CaseTransition: Sendable, Hashable {
    /// The next state; it can be the same.
    case to(CaseState)
    /// The verb does not apply, and why.
    case refused(String)

    /// The state machine: a pure function of state and verb, read from one table.
    ///
    /// Guards that need more than the state (a living hold, enough observations, one notice per contact) are in `CaseRecord`.
    public static func of(_ state: CaseState, _ verb: CaseVerb) -> CaseTransition {
        if let next = table[state]?[verb] { return .to(next) }
        return .refused(reason(state, verb))
    }

    /// The verbs that apply to a state, in the order of their declaration.
    public static func verbs(of state: CaseState) -> [CaseVerb] {
        CaseVerb.allCases.filter { table[state]?[$0] != nil }
    }

    private static func reason(_ state: CaseState, _ verb: CaseVerb) -> String {
        if state.isTerminal { return "the case is closed (\(state.rawValue))" }
        if state == .leHold, verb == .prepareNotice || verb == .queueNotice {
            return "a law-enforcement hold lives"
        }
        let hint =
            switch state {
            case .received, .assessing: "assess it first"
            case .confirmed: "trace it first"
            case .reappeared, .changed, .moved: "an analyst assesses it again first"
            case .queued: "record the provider's answer first"
            default: "it is \(state.rawValue)"
            }
        return "\(verb.phrase) does not apply to a case that is \(state.rawValue): \(hint)"
    }

    private static let table: [CaseState: [CaseVerb: CaseState]] = {
        let assessment: [CaseVerb: CaseState] = [
            .confirm: .confirmed, .clear: .closedNotIllegal, .refer: .closedOutOfScope, .miss: .closedNotFound,
        ]
        let trace: [CaseVerb: CaseState] = [
            .traceHosted: .traced, .traceUnknown: .originUnknown, .traceAbroad: .referredAbroad,
        ]
        let end: [CaseVerb: CaseState] = [.withdraw: .withdrawn, .join: .duplicate]
        let observed: [CaseVerb: CaseState] = [
            .confirmRemoval: .removed, .seeChanged: .changed, .seeMoved: .moved,
        ]
        /// Before a notice, a look changes nothing unless the matter itself changed.
        func looked(_ state: CaseState) -> [CaseVerb: CaseState] {
            observed.merging([.seeOnline: state, .seeGone: state, .seeNothing: state]) { first, _ in first }
        }
        /// A hold can outlive the state it was placed in, and a late answer of the provider changes nothing else.
        func staying(_ state: CaseState, _ verbs: CaseVerb...) -> [CaseVerb: CaseState] {
            Dictionary(uniqueKeysWithValues: verbs.map { ($0, state) })
        }
        func join(_ parts: [CaseVerb: CaseState]...) -> [CaseVerb: CaseState] {
            parts.reduce(into: [:]) { all, part in all.merge(part) { _, later in later } }
        }
        let watched: [CaseVerb: CaseState] = [
            .seeOnline: .watching, .seeNothing: .watching, .seeGone: .offlineSuspected,
        ]
        let review = join(assessment, observed, end, [.close: .closed])
        return [
            .received: join(assessment, end, [.take: .assessing]),
            .assessing: join(assessment, end, [.take: .assessing]),
            .confirmed: join(looked(.confirmed), trace, end, [.hold: .leHold]),
            .traced: join(looked(.traced), trace, end, [.hold: .leHold, .prepareNotice: .noticeReady]),
            .originUnknown: join(
                looked(.originUnknown), trace, end,
                [.hold: .leHold, .prepareNotice: .noticeReady, .close: .closed]),
            .referredAbroad: join(
                looked(.referredAbroad), trace, end,
                [.hold: .leHold, .prepareNotice: .noticeReady, .close: .closed]),
            .leHold: join(
                staying(
                    .leHold, .hold, .traceHosted, .traceUnknown, .traceAbroad, .seeOnline, .seeGone, .seeNothing,
                    .seeChanged, .seeMoved),
                end, [.release: .noticeReady, .releaseUntraced: .confirmed, .confirmRemoval: .removed]),
            .noticeReady: join(
                looked(.noticeReady), trace, end,
                [.hold: .leHold, .prepareNotice: .noticeReady, .queueNotice: .queued]),
            .queued: join(looked(.queued), end, [.acceptNotice: .sent, .refuseNotice: .noticeReady]),
            .sent: join(watched, observed, end, staying(.sent, .acceptNotice)),
            .watching: join(watched, observed, end, staying(.watching, .acceptNotice)),
            .offlineSuspected: join(
                observed, end,
                [.seeOnline: .watching, .seeGone: .offlineSuspected, .seeNothing: .offlineSuspected],
                staying(.offlineSuspected, .acceptNotice)),
            .removed: join(
                observed, end, [.seeOnline: .reappeared, .close: .closed],
                staying(
                    .removed, .seeGone, .seeNothing, .confirmRemoval, .release, .releaseUntraced, .acceptNotice,
                    .refuseNotice)),
            .reappeared: join(
                review,
                staying(
                    .reappeared, .seeOnline, .seeGone, .seeNothing, .release, .releaseUntraced, .acceptNotice,
                    .refuseNotice)),
            .changed: join(
                review,
                staying(
                    .changed, .seeOnline, .seeGone, .seeNothing, .release, .releaseUntraced, .acceptNotice,
                    .refuseNotice)),
            .moved: join(
                review,
                staying(
                    .moved, .seeOnline, .seeGone, .seeNothing, .release, .releaseUntraced, .acceptNotice,
                    .refuseNotice)),
        ]
    }()
}
