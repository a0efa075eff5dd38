import AllianceKit
import Formats

/// Everything that a report shows, computed before a line of it is written.
struct ReportModel {
    /// The headline.
    var title: String
    /// Whose report it is.
    var organisation: String
    /// When it was made, by the injected clock.
    var made: Instant
    /// Which events the figures are made of.
    var scope: FoldScope
    /// The number of entries in the ledger when it was made.
    var ledgerSize: Int64
    /// All indicators, computed.
    var results: [IndicatorResult]
    /// Series from outside.
    var series: [ObservationSeries]

    /// One part of the report: a policy target, or governance.
    struct Part {
        var target: PolicyTarget?
        /// The fragment that links lead to.
        var anchor: String
        /// `AVAIL`, or nil for governance.
        var code: String?
        var title: String
        /// What the target asks for, in a sentence.
        var aim: String
        var results: [IndicatorResult]
        var series: [ObservationSeries]
    }

    /// The four targets in the order of the Council conclusions of 2012, then governance.
    var parts: [Part] {
        let targets = PolicyTarget.allCases.map { target in
            Part(
                target: target, anchor: target.rawValue.lowercased(), code: target.rawValue, title: target.title,
                aim: Self.aim(target), results: results.filter { $0.definition.target == target },
                series: series.filter { $0.target == target })
        }
        return targets + [
            Part(
                target: nil, anchor: "commitments", code: nil, title: "Commitments and their follow-up",
                aim:
                    "What was promised, whether it is followed up, and how it was assessed by someone other than the reporter.",
                results: results.filter { $0.definition.target == nil }, series: [])
        ]
    }

    /// Series whose code names no target.
    var otherSeries: [ObservationSeries] { series.filter { $0.target == nil } }

    private static func aim(_ target: PolicyTarget) -> String {
        switch target {
        case .victims: "Identify more of the children depicted, and give them assistance, support and protection."
        case .availability:
            "Reduce the availability of the material online as far as possible, and so the re-victimisation of children."
        case .lawEnforcement: "Investigate online child sexual abuse more, identify and prosecute offenders."
        case .awareness: "Raise awareness of the risks of children's online activities, including grooming."
        }
    }
}

extension ReportModel {
    /// Computes everything of a workspace.
    init(_ context: CommandContext, scope: FoldScope, title: String) throws {
        let definitions = try context.definitions()
        let breakdowns = Dictionary(
            definitions.map { ($0.id, Array($0.breakdowns.prefix(2))) }, uniquingKeysWith: { first, _ in first })
        let workspace = try context.workspace()
        var fold = LedgerFold(definitions, scope: scope, breakdowns: breakdowns)
        // One consistent state for figures, observations and the ledger's size.
        let (observations, size) = try workspace.store.read { reader in
            try fold.read(reader)
            return (try reader.all(Query<Observation>()), try reader.eventCount())
        }
        self.init(
            title: title, organisation: workspace.configuration.organisation.name, made: context.surroundings.now(),
            scope: scope, ledgerSize: size, results: fold.results(), series: ObservationSeries.gather(observations))
    }
}
