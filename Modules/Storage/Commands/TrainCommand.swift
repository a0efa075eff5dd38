import AllianceKit
import CommandLineKit

/// Makes a better packing dictionary.
struct TrainCommand: Command {
    static let name = "train"
    static let summary = "Make a packing dictionary from the records of a table."
    static let discussion = """
        Records are packed with a small dictionary of material that many of them share. The built-in one is made of examples; one \
        trained on real records packs better. Four fifths of the samples are learned from, the rest decide: a dictionary that does \
        not pack them smaller is not added.

        New records are packed with the new dictionary; old ones keep theirs. A dictionary stays when records are erased, so only \
        pieces that several samples share get into it (three, and one in two hundred), never what one record alone holds.
        """
    static let examples = [CommandExample("after the first thousand cases", "alliance store train takedown_case")]
    static let output = OutputShape.record([
        OutputField("table", .text, "the table"),
        OutputField("dictionary", .integer, "the new dictionary's number; nothing when it would not have been better"),
        OutputField("samples", .integer, "records looked at"),
        OutputField("ratioBefore", .number, "raw over packed size with the dictionary before"),
        OutputField("ratio", .number, "the same with the new one"),
        OutputField("method", .text, "how the new one was made", inTable: false),
    ])

    @Argument("The table, as 'alliance store stats' names it.", placeholder: "TABLE") var table: String
    @Option("At most so many records are looked at, spread over the table.", placeholder: "N") var samples = 2000
    @OptionGroup var mutation: MutationOptions

    func validate() throws {
        guard 10...20000 ~= samples else { throw UsageError("--samples must be between 10 and 20000") }
    }

    func run(_ context: CommandContext) async throws {
        let store = try context.workspace().requireSQLiteStore()
        // Before the transaction, because it may take seconds and other writers would wait.
        let trained = try store.train(table, limit: samples)
        let now = context.surroundings.now()
        let answer = try context.mutate(mutation.key) { transaction in
            guard let session = transaction as? StoreSession, trained.isBetter else { return trained.result }
            var result = trained.result
            let number = try session.addTrained(trained.bytes, for: table, made: now)
            result.dictionary = number
            try transaction.append(
                Event(
                    "store.dictionary.trained", EntityID(prefix: "dictionary", name: "\(number)"), at: now,
                    by: context.actor,
                    facts: [
                        "table": .string(table), "samples": .int(result.samples), "ratio": .double(result.ratio),
                    ]))
            return result
        }
        if answer.dictionary == nil { context.talk.say("no better than the dictionary in use; none was added") }
        try context.output.write(
            [
                "table": .string(answer.table), "dictionary": .int(answer.dictionary), "samples": .int(answer.samples),
                "ratioBefore": .double(answer.ratioBefore), "ratio": .double(answer.ratio),
                "method": .string(answer.method),
            ], as: Self.output)
    }
}
