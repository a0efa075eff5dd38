import AllianceKit
import Takedown

/// What is wrong after a simulation: everything that came in must be there, and nobody may have had the same notice twice.
struct SimulationCheck {
    let hotline: SimulatedHotline

    /// One line for each problem; none when all is well.
    func problems() throws -> [String] {
        try hotline.workspace.store.read { reader in
            var problems: [String] = []
            let cases = try reader.all(Query<CaseRecord>())
            let notices = try reader.all(Query<Notice>())
            let now = hotline.clock.now
            let expected = (0..<hotline.world.cases).count { hotline.world.arrival($0) < now }
            if cases.count != expected {
                problems.append("\(expected) reports came in, \(cases.count) cases are there")
            }
            problems += doubled(
                notices.filter { $0.state == .queued || $0.state == .accepted || $0.state == .unknown }.map {
                    "\($0.caseID) \($0.contact) level \($0.level) round \($0.round) reminder \($0.reminder)"
                }, "notice")
            let arrived = try hotline.mailbox.letters()
            problems += doubled(arrived, "letter at the provider")
            let accepted = Set(notices.filter { $0.state == .accepted }.map(\.letter.text))
            let lost = accepted.subtracting(arrived)
            let unheard = Set(arrived).subtracting(accepted)
            problems += lost.map { "\($0) counts as accepted, and never arrived" }
            problems += unheard.map { "\($0) arrived, and does not count as accepted" }
            for record in cases {
                if (record.timer == nil) != record.state.isTerminal {
                    problems.append(
                        "\(record.reference) is \(record.state) and its next step is not what that asks for")
                }
                if record.clocks.removalConfirmed != nil, record.clocks.firstSeenOffline == nil {
                    problems.append("\(record.reference) counts as removed without a look that missed it")
                }
            }
            return problems
        }
    }

    private func doubled(_ names: [String], _ what: String) -> [String] {
        Dictionary(grouping: names) { $0 }.filter { $0.value.count > 1 }.keys.sorted().map { "twice: \(what) \($0)" }
    }
}
