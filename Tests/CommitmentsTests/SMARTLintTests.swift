import AllianceKit
import Commitments
import Testing

@Suite struct SMARTLintTests {
    let lint: SMARTLint

    init() throws { lint = SMARTLint(try Catalogue.builtIn()) }

    @Test func aSoundCommitmentHasNoFinding() { #expect(lint.findings(of: Commitment.examples[0]).isEmpty) }

    @Test func eachMissingPartIsNamedOnce() {
        var commitment = Commitment.examples[0]
        commitment.text = Commitment.Text(title: "Something")
        commitment.goals = []
        commitment.milestones = []
        #expect(
            lint.findings(of: commitment).map(\.code) == [
                "commitments.lint.relevant", "commitments.lint.measurable", "commitments.lint.baseline",
                "commitments.lint.owner", "commitments.lint.timed", "commitments.lint.milestones",
            ])
    }

    @Test func aClaimWithoutEvidenceIsAnError() {
        var commitment = Commitment.examples[0]
        commitment.evidence = []
        commitment.assessments[0].completion = .complete
        let first = lint.findings(of: commitment).first
        #expect(first?.code == "commitments.lint.evidence" && first?.isError == true)
    }

    @Test(arguments: [("LE-G1", "belongs to LE"), ("XX-G9", "not in the catalogue")])
    func aGoalOfAnotherTargetOrNoneIsAnError(goal: String, says: String) {
        var commitment = Commitment.examples[0]
        commitment.goals = [goal]
        let finding = lint.findings(of: commitment).first
        #expect(finding?.isError == true && finding?.message.contains(says) == true)
    }

    @Test func aMilestoneAfterTheDeadlineIsAnError() {
        var commitment = Commitment.examples[0]
        commitment.milestones[0].due = CalendarDate(year: 2027, month: 1, day: 1)
        #expect(lint.findings(of: commitment).map(\.code) == ["commitments.lint.milestone"])
    }
}
