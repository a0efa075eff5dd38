/// What a verb does to a state.
public enum CaseTransition: Sendable, Hashable {
    /// The next state; it can be the same.
    case to(CaseState)
    /// The verb does not apply, and why.
    case refused(String)

    /// The state machine: a pure function of state and verb, read from one table.
    ///
    /// Guards that need more than the state (a living hold, enough observations, one notice per contact) are in `CaseRecord`. Where the
    /// table says `watching`, the record knows which kind of watching it is: `CaseRecord.restingState`. Where it says `onAppeal`, the
    /// record remembers where the case stood.
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
        let writes = verb == .prepareNotice || verb == .queueNotice || verb == .remind || verb == .escalate
        switch state {
        case .leHold where writes: return "a law-enforcement hold lives"
        case .leNotified where writes: return "law enforcement was informed and has not answered"
        case .onAppeal where writes: return "it is on appeal"
        default: break
        }
        let hint =
            switch state {
            case .received, .triage, .assessing: "assess it first"
            case .confirmed, .tracing, .rehosted: "trace it first"
            case .reappeared, .changed, .moved: "an analyst assesses it again first"
            case .queued: "record the provider's answer first"
            case .bounced: "find another contact first"
            default: "it is \(state.rawValue)"
            }
        return "\(verb.phrase) does not apply to a case that is \(state.rawValue): \(hint)"
    }

    private static let table = CaseTable.all
}
