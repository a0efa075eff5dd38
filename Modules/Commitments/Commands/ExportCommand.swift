import AllianceKit
import CommandLineKit

/// Exports the register.
struct ExportCommand: Command {
    static let name = "export"
    static let summary = "Export the register as CSV or JSON."
    static let examples = [CommandExample("the register as CSV", "alliance commitments export --to csv > register.csv")]
    static let output = OutputShape.document

    /// The formats of the exporters.
    enum Format: String, CaseIterable, ArgumentValue {
        case csv, json
    }

    @Option("The format.", placeholder: "FORMAT") var to = Format.csv

    func run(_ context: CommandContext) async throws {
        let commitments = try context.workspace().store.read { try $0.all(Query<Commitment>()) }
        var remaining = commitments[...]
        var bytes: [UInt8] = []
        switch to {
        case .csv: try CommitmentCSVExporter().write(to: &bytes) { remaining.popFirst() }
        case .json: try CommitmentJSONExporter().write(to: &bytes) { remaining.popFirst() }
        }
        try context.output.document(bytes)
    }
}
