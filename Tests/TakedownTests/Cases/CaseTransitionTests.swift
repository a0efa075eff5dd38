import Testing

@testable import Takedown

/// The state machine as a table.
struct CaseTransitionTests {
    @Test func everyStateIsReachedFromTheStart() {
        var seen: Set<CaseState> = [.received]
        var waiting: [CaseState] = [.received]
        while let state = waiting.popLast() {
            for verb in CaseTransition.verbs(of: state) {
                if case .to(let next) = CaseTransition.of(state, verb), seen.insert(next).inserted {
                    waiting.append(next)
                }
            }
        }
        #expect(seen == Set(CaseState.allCases))
    }

    @Test func everyStateThatIsNotTerminalLeadsToAnEnd() {
        for state in CaseState.allCases where !state.isTerminal {
            #expect(CaseTransition.of(state, .withdraw) == .to(.withdrawn))
        }
    }

    @Test(arguments: CaseState.allCases.filter(\.isTerminal)) func terminalStatesRefuseEverything(state: CaseState) {
        #expect(CaseTransition.verbs(of: state).isEmpty)
        #expect(CaseTransition.of(state, .confirm) == .refused("the case is closed (\(state.rawValue))"))
    }

    @Test func noNoticeFromAHold() {
        #expect(CaseTransition.of(.leHold, .prepareNotice) == .refused("a law-enforcement hold lives"))
        #expect(CaseTransition.of(.leHold, .queueNotice) == .refused("a law-enforcement hold lives"))
        for state in CaseState.allCases where state != .noticeReady {
            guard case .refused = CaseTransition.of(state, .queueNotice) else {
                Issue.record("a notice leaves from \(state)")
                continue
            }
        }
    }

    @Test func anInconclusiveLookNeverLeadsToARemoval() {
        for state in CaseState.allCases where state != .removed {
            #expect(CaseTransition.of(state, .seeNothing) != .to(.removed))
            #expect(CaseTransition.of(state, .seeGone) != .to(.removed))
        }
    }
}
