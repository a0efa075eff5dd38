import AllianceKit
import CommandLineKit
import Cryptography

/// `alliance ledger export`
struct ExportCommand: Command {
    static let name = "export"
    static let summary = "Write the ledger as static files that anyone can check."
    static let discussion = """
        The folder gets the files of C2SP tlog-tiles: checkpoint, tile/… and tile/entries/…. Any web server can publish it, and any \
        program that knows the format can check it without this one. Export into the same folder again and only what is new is \
        written; a folder whose checkpoint the ledger contradicts is left alone.

        The entries hold what happened, to what, when and by whom. Publish the folder only where all of that may be known; for \
        everyone else the checkpoint file is enough.
        """
    static let examples = [CommandExample("Export for an auditor", "alliance ledger export /media/stick/ledger")]

    @OptionGroup var mutation: MutationOptions
    @Argument("The folder.", placeholder: "DIR") var folder: String

    static let output = OutputShape.record([
        OutputField("folder", .text, "where the files are"),
        OutputField("origin", .text, "which ledger"),
        OutputField("size", .integer, "number of entries"),
        OutputField("root", .text, "root hash over them, hexadecimal"),
        OutputField("files", .integer, "files written this time"),
    ])

    /// What is remembered under the idempotency key.
    private struct Answer: Codable { var note: String }

    func run(_ context: CommandContext) async throws {
        let ledger = try WorkspaceLedger(context)
        let key = try ledger.verifierKey()
        let answer = try context.mutate(mutation.key) { _ in Answer(note: try ledger.signHead()) }
        try ledger.keep(answer.note)
        let note = Array(answer.note.utf8)
        let checkpoint = try Checkpoint(note: note, verifiedBy: key)
        let old = try LogExporter.checkpoint(in: folder, key: key)
        let files = try ledger.read { head in
            if let old {
                do { try head.checkContinues(old) } catch let error as AllianceError {
                    throw error.located(at: SourcePlace(file: "\(folder)/checkpoint"))
                }
                // An older request that is repeated must not turn the folder back.
                if old.size >= checkpoint.size { return 0 }
            }
            return try LogExporter.export(checkpoint, note: note, over: old, of: head, to: folder)
        }
        try context.output.write(
            [
                "folder": .string(folder), "origin": .string(checkpoint.origin), "size": .int(checkpoint.size),
                "root": .text(checkpoint.root), "files": .int(files),
            ], as: Self.output)
    }
}
