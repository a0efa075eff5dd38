import AllianceKit
import CommandLineKit
import Cryptography

/// `alliance ledger checkpoint`
struct CheckpointCommand: Command {
    static let name = "checkpoint"
    static let summary = "Sign the ledger's head."
    static let discussion = """
        The checkpoint is a few lines of text: which ledger, how many entries, the root hash over all of them, and a signature. \
        Whoever keeps it can tell later whether an entry before it was changed or removed, so give it away: print it, mail it to a \
        partner, publish it. It says nothing about the entries themselves.

        In a table's place the note itself is printed. A head that contradicts an earlier checkpoint is not signed.
        """
    static let examples = [
        CommandExample("Sign and keep a copy", "alliance ledger checkpoint --out checkpoint.txt"),
        CommandExample("Check later against the copy", "alliance ledger check --against checkpoint.txt"),
    ]

    @Option("Also write the checkpoint to this file.", placeholder: "FILE") var out: String?
    @OptionGroup var mutation: MutationOptions

    static let output = OutputShape.record([
        OutputField("origin", .text, "which ledger"),
        OutputField("size", .integer, "number of entries"),
        OutputField("root", .text, "root hash over them, hexadecimal"),
        OutputField("note", .text, "the signed checkpoint", inTable: false),
        OutputField("path", .text, "the file it was written to, or null"),
    ])

    /// What is remembered under the idempotency key.
    private struct Answer: Codable { var note: String }

    func run(_ context: CommandContext) async throws {
        let ledger = try WorkspaceLedger(context)
        let answer = try context.mutate(mutation.key) { _ in Answer(note: try ledger.signHead()) }
        try ledger.keep(answer.note)
        if let out { try Files.write(Array(answer.note.utf8), to: out) }
        if out == nil, context.output.format == .table { return try context.output.document(Array(answer.note.utf8)) }
        let head = try Checkpoint(text: try SignedNote(Array(answer.note.utf8)).text)
        try context.output.write(
            [
                "origin": .string(head.origin), "size": .int(head.size), "root": .text(head.root),
                "note": .string(answer.note), "path": .text(out),
            ], as: Self.output)
    }
}
