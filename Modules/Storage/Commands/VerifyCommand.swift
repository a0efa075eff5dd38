import AllianceKit
import CommandLineKit

/// Reads everything and compares it with what vouches for it.
struct VerifyCommand: Command {
    static let name = "verify"
    static let summary = "Read every record and compare it with its ledger entry."
    static let discussion = """
        SQLite's own check looks at the structure of the file and misses nearly all damage to content. This command reads every \
        row of the store and of the hash lists, unpacks every record, compares it with its checksum, its searched columns and the \
        commitment in the ledger, and runs SQLite's check too. Nothing is changed.

        Each damaged row is printed with its table and identity; the exit code is then 1. The ledger itself is verified by \
        'alliance ledger verify'.
        """
    static let examples = [CommandExample("check everything before a backup is relied on", "alliance store verify")]
    static let output = OutputShape.records([
        OutputField("file", .text, "the file's name"),
        OutputField("table", .text, "the table; nothing when the file's structure is damaged"),
        OutputField("id", .text, "the row's identity, if it is known"),
        OutputField("problem", .text, "what is wrong"),
    ])

    func run(_ context: CommandContext) async throws {
        let workspace = try context.workspace()
        let progress = context.talk.progress("verifying")
        defer { progress.finish() }
        var report = try workspace.requireSQLiteStore().verify { progress.advance(by: $0) }
        report.add(try workspace.requireSQLiteLists().verify { progress.advance(by: $0) })
        for damage in report.damages {
            context.report(damage.error)
            try context.output.write(
                [
                    "file": .string(damage.file), "table": .text(damage.table), "id": .text(damage.id),
                    "problem": .string(damage.problem),
                ], as: Self.output)
        }
        let found = report.damages.isEmpty ? "all as written" : "\(report.damages.count) faults"
        context.talk.say("\(report.records) records and \(report.entries) list entries read: \(found)")
    }
}
