import AllianceKit
import CommandLineKit

/// How much each table holds.
struct StatsCommand: Command {
    static let name = "stats"
    static let summary = "Show how many records each table holds and how small they are packed."
    static let examples = [CommandExample("sizes of all tables", "alliance store stats")]
    static let output = OutputShape.records([
        OutputField("table", .text, "the table"),
        OutputField("records", .integer, "its records"),
        OutputField("rawBytes", .integer, "size of the bodies before packing", title: "raw"),
        OutputField("packedBytes", .integer, "size of the packed bodies", title: "packed"),
        OutputField("ratio", .number, "raw size over packed size"),
        OutputField("fileBytes", .integer, "pages of the table and its indexes in the file", title: "in file"),
        OutputField("dictionary", .integer, "the dictionary new bodies are packed with; 0 for none"),
        OutputField("trained", .flag, "whether that dictionary was trained on records"),
    ])

    func run(_ context: CommandContext) async throws {
        let statistics = try context.workspace().requireSQLiteStore().statistics()
        try context.output.write(
            statistics.map { table in
                let ratio = table.packedBytes > 0 ? Double(table.rawBytes) / Double(table.packedBytes) : nil
                return [
                    "table": .string(table.table), "records": .int(table.records), "rawBytes": .int(table.rawBytes),
                    "packedBytes": .int(table.packedBytes), "ratio": .double(ratio),
                    "fileBytes": .int(table.fileBytes), "dictionary": .int(table.dictionary),
                    "trained": .bool(table.isTrained),
                ]
            }, as: Self.output)
    }
}
