import AllianceKit
import Commitments
import Testing

@Suite struct LifecycleTests {
    @Test func onlyTheDeclaredMovesAreAllowed() throws {
        let now = Instant(year: 2026, month: 1, day: 1)!
        for state in Lifecycle.State.allCases {
            for next in Lifecycle.State.allCases {
                let lifecycle = Lifecycle(state, since: now)
                if Lifecycle.successors(of: state).contains(next) {
                    #expect(try lifecycle.moved(to: next, at: now).state == next)
                } else {
                    #expect { try lifecycle.moved(to: next, at: now) } throws: {
                        ($0 as? AllianceError)?.code == "commitments.lifecycle"
                            && ($0 as? AllianceError)?.exitCode == .notAllowed
                    }
                }
            }
        }
    }

    @Test func nothingFollowsAClosure() { #expect(Lifecycle.successors(of: .closed).isEmpty) }
}
