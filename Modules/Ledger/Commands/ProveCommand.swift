import AllianceKit
import CommandLineKit
import Cryptography

/// `alliance ledger prove`
struct ProveCommand: Command {
    static let name = "prove"
    static let summary = "Write a proof that an entry is in the ledger."
    static let discussion = """
        The proof is one small text file (C2SP tlog-proof) with the signed checkpoint in it. Whoever has it, the entry and the \
        verifier key in keys/ledger.pub can check it offline, with this program or any other that knows the format.

        The newest signed checkpoint that covers the entry is used; when there is none, the head is signed as with ledger checkpoint. \
        In a table's place the proof itself is printed.
        """
    static let examples = [
        CommandExample("Prove entry 41", "alliance ledger prove 41 --out 41.tlog-proof --entry-out 41.json"),
        CommandExample(
            "Prove the last entry about a case", "alliance ledger prove --subject case_01k9v3c8m4example00000001"),
        CommandExample(
            "Check it elsewhere",
            "alliance ledger check --proof 41.tlog-proof --entry 41.json --verifier ledger.pub"),
    ]

    @Option("The last entry about this subject.", placeholder: "ID") var subject: EntityID?
    @Option("Write the proof to this file.", placeholder: "FILE") var out: String?
    @Option("Write the entry's exact bytes to this file.", placeholder: "FILE") var entryOut: String?
    @Flag("Carry the entry inside the proof, as its extra data.") var withEntry: Bool
    @OptionGroup var mutation: MutationOptions
    @Argument("Place of the entry in the ledger, from 0.", placeholder: "SEQUENCE") var sequence: Int?

    static let output = OutputShape.record([
        OutputField("index", .integer, "place of the entry, from 0"),
        OutputField("size", .integer, "entries the checkpoint covers"),
        OutputField("root", .text, "root hash over them, hexadecimal"),
        OutputField("hashes", .integer, "hashes in the proof"),
        OutputField("bytes", .integer, "size of the proof in bytes"),
        OutputField("entry", .text, "the entry's bytes as text", inTable: false),
        OutputField("proof", .text, "the proof as text", inTable: false),
        OutputField("path", .text, "the file it was written to, or null"),
    ])

    mutating func validate() throws {
        guard (sequence == nil) != (subject == nil) else {
            throw UsageError("give either SEQUENCE or --subject ID")
        }
    }

    /// What is remembered under the idempotency key.
    private struct Answer: Codable {
        var proof: [UInt8]
        var entry: [UInt8]
        var note: String
    }

    func run(_ context: CommandContext) async throws {
        let ledger = try WorkspaceLedger(context)
        let answer = try context.mutate(mutation.key) { _ in try prove(ledger) }
        try ledger.keep(answer.note)
        if let out { try Files.write(answer.proof, to: out) }
        if let entryOut { try Files.write(answer.entry, to: entryOut) }
        if out == nil, context.output.format == .table { return try context.output.document(answer.proof) }
        let proof = try LogProof(answer.proof)
        let head = try Checkpoint(text: try SignedNote(proof.checkpoint).text)
        try context.output.write(
            [
                "index": .int(proof.index), "size": .int(head.size), "root": .text(head.root),
                "hashes": .int(proof.hashes.count), "bytes": .int(answer.proof.count),
                "entry": .string(String(decoding: answer.entry, as: UTF8.self)),
                "proof": .string(String(decoding: answer.proof, as: UTF8.self)), "path": .text(out),
            ], as: Self.output)
    }

    private func prove(_ ledger: WorkspaceLedger) throws -> Answer {
        let key = try ledger.verifierKey()
        return try ledger.read { head in
            let (index, entry) = try find(head)
            let last = try CheckpointTable(database: head.tables.database).last()
            let kept = try last.map { try Checkpoint(note: $0.note, verifiedBy: key) }
            let note: [UInt8]
            if let last, let kept, kept.size > index, kept.size <= head.size {
                note = last.note
            } else {
                note = Array(try ledger.signHead().utf8)
            }
            let checkpoint = try Checkpoint(note: note, verifiedBy: key)
            let path = try head.inclusion(index, size: checkpoint.size)
            let proof = LogProof(
                extra: withEntry ? entry : nil, index: index, hashes: path.hashes, checkpoint: note)
            // A store that was changed must not hand out a proof that nobody can use.
            try proof.verify(entry: entry, key: key)
            return Answer(proof: proof.bytes, entry: entry, note: String(decoding: note, as: UTF8.self))
        }
    }

    private func find(_ head: LogHead) throws -> (index: Int, entry: [UInt8]) {
        let reader = LogReader()
        if let sequence {
            guard let entry = try reader.entry(Int64(sequence), in: head.tables) else {
                throw AllianceError(
                    "ledger.entry.none", "there is no ledger entry \(sequence); there are \(head.size)",
                    hint: "the first is 0; see: alliance ledger tail")
            }
            return (sequence, entry)
        }
        var found: (Int, [UInt8])?
        if let subject {
            let mark = Array(",\"subject\":\"\(subject.text)\",".utf8)
            try reader.forEachEntryBackwards(in: head.tables) { sequence, entry in
                if entry.contains(mark), try LogEntry(entry).event.subject == subject {
                    found = (Int(sequence), entry)
                }
                return found == nil
            }
        }
        guard let found else {
            throw AllianceError(
                "ledger.entry.none", "no ledger entry is about \(subject.map(\.text) ?? "it")",
                hint: "see: alliance ledger tail")
        }
        return found
    }
}
