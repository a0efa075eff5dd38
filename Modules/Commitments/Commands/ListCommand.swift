import AllianceKit
import CommandLineKit

/// Lists commitments with their four axes.
struct ListCommand: Command {
    static let name = "list"
    static let summary = "List commitments with lifecycle, self-report, assessment and timeliness."
    static let examples = [
        CommandExample("what is overdue today", "alliance commitments list --timeliness overdue")
    ]
    static let output = OutputShape.records(CommitmentOutput.row)

    @Option("Only this country.", placeholder: "CC") var country: String?
    @Option("Only this policy target.", placeholder: "CODE") var target: TargetCode?
    @Option("Only with this timeliness.", placeholder: "WORDS") var timeliness: TimelinessArgument?
    @Option("Timeliness as of this day instead of today.", placeholder: "DATE") var asOf: DateArgument?

    func run(_ context: CommandContext) async throws {
        let day = asOf?.date ?? context.surroundings.now().date
        var query = Query<Commitment>()
        if let country { query = query.where("country", .equal, .text(country.uppercased())) }
        if let target { query = query.where("target", .equal, .text(target.target.rawValue)) }
        try context.workspace().store.read { reader in
            try reader.forEach(query) { commitment in
                if timeliness == nil || timeliness?.timeliness == commitment.timeliness(on: day) {
                    try context.output.write(CommitmentOutput.row(commitment, on: day), as: Self.output)
                }
                return true
            }
        }
    }
}

/// A timeliness on the command line, with a dash for each space.
struct TimelinessArgument: ArgumentValue {
    let timeliness: Timeliness

    init?(argument: String) {
        let words = argument.split(separator: "-").joined(separator: " ")
        guard let timeliness = Timeliness(rawValue: words) else { return nil }
        self.timeliness = timeliness
    }

    var argument: String { Self.word(timeliness) }
    static var choices: [String] { Timeliness.allCases.map(word) }
    static var valueDescription: String { "one of " + choices.joined(separator: ", ") }

    private static func word(_ timeliness: Timeliness) -> String {
        timeliness.rawValue.split(separator: " ").joined(separator: "-")
    }
}
