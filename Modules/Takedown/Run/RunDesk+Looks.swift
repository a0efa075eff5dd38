import AllianceKit

extension RunDesk {
    /// Looks whether due content is still there. What was seen is written down part by part.
    func look(_ looks: OnlineLooks) async throws {
        let steps: Set<CaseTimer.Step> = [.check, .recheck]
        let states = CaseState.allCases.filter { CaseTransition.verbs(of: $0).contains(where: \.isLook) }
        let due = try dueCases(states, steps)
        let desk = try LookDesk(context)
        for start in stride(from: 0, to: due.count, by: OnlineLooks.part) {
            let part = Array(due[start..<min(start + OnlineLooks.part, due.count)])
            let notes = try await looks.look(at: part)
            let answers = try workspace.store.write { try desk.record(notes, in: $0) }
            for answer in answers {
                switch answer {
                case .success(let look):
                    try tell(
                        RunLine(
                            look.record.caseID, look.record.reference, .check, .done,
                            "\(look.outcome.rawValue), \(look.record.state.rawValue)"))
                case .failure(let error): context.report(error)
                }
            }
        }
    }
}
