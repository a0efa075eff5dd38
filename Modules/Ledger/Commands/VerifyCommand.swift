import AllianceKit
import CommandLineKit
import Storage

/// `alliance ledger verify`
struct VerifyCommand: Command {
    static let name = "verify"
    static let summary = "Check every entry, tile and checkpoint of the ledger."
    static let discussion = """
        Computes the whole tree anew from the entries, compares it with the tiles, checks that entries stand in their order, and that \
        every checkpoint signed here is still true. Each thing that is wrong is named; the exit code is then 1.

        A ledger that was cut or rewritten together with its checkpoints looks intact from inside. Compare it with a checkpoint \
        kept elsewhere: alliance ledger check --against FILE.
        """
    static let examples = [CommandExample("Check the whole ledger", "alliance ledger verify")]

    static let output = OutputShape.record([
        OutputField("intact", .flag, "whether nothing is wrong"),
        OutputField("entries", .integer, "number of entries"),
        OutputField("root", .text, "root hash over them, hexadecimal, or null if it cannot be computed"),
        OutputField("checkpoints", .integer, "checkpoints that are still true"),
        OutputField("faults", .integer, "number of things that are wrong"),
    ])

    func run(_ context: CommandContext) async throws {
        let ledger = try WorkspaceLedger(context)
        let result = try ledger.verify(context)
        try context.output.write(
            [
                "intact": .bool(result.isIntact), "entries": .integer(result.entries), "root": .text(result.root),
                "checkpoints": .int(result.checkpoints), "faults": .int(result.faultCount),
            ], as: Self.output)
    }
}

extension WorkspaceLedger {
    /// Checks the whole log and reports each fault.
    func verify(_ context: CommandContext) throws -> LogVerification {
        let key = try verifierKey()
        let progress = context.talk.progress("entries", total: Int(try read { $0.size }))
        let result = try store.withReadDatabase { database in
            try LogVerifier.run(in: database, key: key) { progress.advance(by: $0) }
        }
        progress.finish()
        for fault in result.faults { context.report(fault) }
        if result.faultCount > result.faults.count {
            context.talk.warn("\(result.faultCount - result.faults.count) more faults are not shown")
        }
        return result
    }
}
