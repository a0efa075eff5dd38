import AllianceKit
import CommandLineKit
import Cryptography

/// `alliance ledger check`
struct CheckCommand: Command {
    static let name = "check"
    static let summary = "Check the ledger against an old checkpoint, or a proof against a key."
    static let discussion = """
        --against FILE verifies the whole ledger and shows that it still begins with what the old checkpoint was signed over. Entries \
        that were changed, removed or rolled back since are found, whoever did it, as long as the checkpoint was kept elsewhere.

        --proof FILE checks a proof that an entry is in a ledger. It works offline and without a workspace when the entry \
        (--entry, unless the proof carries it) and the verifier key are given.
        """
    static let examples = [
        CommandExample("Is this still the ledger of last year?", "alliance ledger check --against checkpoint-2025.txt"),
        CommandExample(
            "Check a partner's proof",
            "alliance ledger check --proof 41.tlog-proof --entry 41.json --verifier partner.pub"),
    ]

    @Option("A checkpoint that was signed earlier and kept elsewhere.", placeholder: "FILE") var against: String?
    @Option("A proof that an entry is in a ledger.", placeholder: "FILE") var proof: String?
    @Option("The entry's exact bytes; else the proof's extra data, else the workspace's entry.", placeholder: "FILE")
    var entry: String?
    @Option(
        "The ledger's verifier key, NAME+ID+KEY or a file with it; else keys/ledger.pub of the workspace.",
        placeholder: "KEY")
    var verifier: String?

    static let output = OutputShape.record([
        OutputField("check", .text, "what was checked: history or proof"),
        OutputField("holds", .flag, "whether it holds"),
        OutputField("origin", .text, "which ledger"),
        OutputField("signedSize", .integer, "entries the checkpoint covers"),
        OutputField("size", .integer, "entries of the ledger now, or null for a proof"),
        OutputField("index", .integer, "place of the proved entry, or null"),
    ])

    mutating func validate() throws {
        guard (against == nil) != (proof == nil) else { throw UsageError("give either --against FILE or --proof FILE") }
        if entry != nil, proof == nil { throw UsageError("--entry goes with --proof") }
    }

    func run(_ context: CommandContext) async throws {
        if let against { try checkHistory(against, context) }
        if let proof { try checkProof(proof, context) }
    }

    private func checkHistory(_ path: String, _ context: CommandContext) throws {
        let ledger = try WorkspaceLedger(context)
        let key = try key(context)
        let old = try Self.located(path) { try Checkpoint(note: $0, verifiedBy: key) }
        let isIntact = try ledger.verify(context).isIntact
        let size = try ledger.read { head in
            do { try head.checkContinues(old) } catch let error as AllianceError {
                context.report(error.located(at: SourcePlace(file: path)))
            }
            return head.size
        }
        try write(
            "history", isIntact && context.failureCount == 0, old, size: size, index: nil, context)
    }

    private func checkProof(_ path: String, _ context: CommandContext) throws {
        let proof = try Self.located(path) { try LogProof($0) }
        let bytes: [UInt8]
        if let entry {
            bytes = try Files.read(entry, limit: EntryBundle.entryLimit)
        } else if let extra = proof.extra {
            bytes = extra
        } else {
            let own = try WorkspaceLedger(context).read { head in
                try LogReader().entry(Int64(proof.index), in: head.tables)
            }
            guard let own else {
                throw AllianceError(
                    "ledger.entry.none", "there is no ledger entry \(proof.index) in this workspace",
                    hint: "give the entry with --entry FILE")
            }
            bytes = own
        }
        let key = try key(context)
        do {
            let head = try proof.verify(entry: bytes, key: key)
            try write("proof", true, head, size: nil, index: proof.index, context)
        } catch let error as AllianceError {
            context.report(error.located(at: SourcePlace(file: path)))
            guard let note = try? SignedNote(proof.checkpoint), let head = try? Checkpoint(text: note.text) else {
                return
            }
            try write("proof", false, head, size: nil, index: proof.index, context)
        }
    }

    private func write(
        _ check: String, _ holds: Bool, _ head: Checkpoint, size: Int?, index: Int?, _ context: CommandContext
    ) throws {
        try context.output.write(
            [
                "check": .string(check), "holds": .bool(holds), "origin": .string(head.origin),
                "signedSize": .int(head.size), "size": .int(size), "index": .int(index),
            ], as: Self.output)
    }

    private func key(_ context: CommandContext) throws -> VerifierKey {
        guard let verifier else { return try WorkspaceLedger(context).verifierKey() }
        return try VerifierKey(textOrFile: verifier)
    }

    private static func located<Value>(_ path: String, _ read: ([UInt8]) throws -> Value) throws -> Value {
        do { return try read(try Files.read(path, limit: LogProof.byteLimit)) } catch let error as AllianceError {
            throw error.located(at: SourcePlace(file: path))
        }
    }
}
