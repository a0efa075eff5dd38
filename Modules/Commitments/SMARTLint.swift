import AllianceKit

/// What makes a commitment weak: the parts of a specific, measurable, attainable, relevant, timed promise that are missing.
public struct SMARTLint: Sendable {
    /// One weakness.
    public struct Finding: Sendable, Hashable {
        /// Stable code: `commitments.lint.deadline`.
        public var code: String
        /// What is missing and why it matters.
        public var message: String
        /// Whether it contradicts what is claimed, rather than being merely weak.
        public var isError: Bool
    }

    private let catalogue: Catalogue

    /// A lint that knows the catalogue's goals and actions.
    public init(_ catalogue: Catalogue) { self.catalogue = catalogue }

    /// All weaknesses, errors first.
    public func findings(of commitment: Commitment) -> [Finding] {
        var findings: [Finding] = []
        func add(_ code: String, _ message: String, error: Bool = false) {
            findings.append(Finding(code: "commitments.lint.\(code)", message: message, isError: error))
        }
        let text = commitment.text
        if let latest = commitment.latestAssessment, latest.completion.needsEvidence, commitment.evidence.isEmpty {
            add("evidence", "it was found \(latest.completion.rawValue) but has no evidence", error: true)
        }
        for goal in commitment.goals {
            if let known = catalogue.goal(goal) {
                if known.target != commitment.target {
                    add(
                        "goal", "goal \(goal) belongs to \(known.target.rawValue), not \(commitment.target.rawValue)",
                        error: true)
                }
            } else {
                add("goal", "goal \(goal) is not in the catalogue", error: true)
            }
        }
        for action in commitment.actions where catalogue.action(action) == nil {
            add("action", "action \(action) is not in the catalogue", error: true)
        }
        if commitment.goals.isEmpty { add("relevant", "it names no operational goal that it serves") }
        if text.measure == nil { add("measurable", "it does not say what will show that it is done") }
        if text.baseline == nil { add("baseline", "it does not say what there was before") }
        if text.responsible == nil { add("owner", "no body is named as answerable") }
        if text.deadline == nil { add("timed", "it has no deadline") }
        if commitment.milestones.isEmpty { add("milestones", "it has no milestone that shows progress before the end") }
        for milestone in commitment.milestones {
            if let due = milestone.due, let deadline = text.deadline, due > deadline {
                add("milestone", "milestone \(milestone.id) is due after the deadline", error: true)
            }
        }
        return findings.filter(\.isError) + findings.filter { !$0.isError }
    }
}
