import AllianceKit
import CommandLineKit

/// `takedown rdap forget`
struct RDAPForgetCommand: Command {
    static let name = "forget"
    static let summary = "Erase RDAP answers that are older than so many days."
    static let discussion = """
        Registries' answers can name persons. What a case needs of them stands in its trace; the answers themselves are only there
        so that nobody is asked twice.
        """
    static let examples = [CommandExample("what is older than a month", "alliance takedown rdap forget --days 30")]
    static let output = OutputShape.record([OutputField("erased", .integer, "answers that were erased")])

    @Option("Erase answers that were taken more than so many days ago; 0 erases all.", placeholder: "N") var days: Int
    @OptionGroup var mutation: MutationOptions

    mutating func validate() throws {
        if !(0...36_500 ~= days) { throw UsageError("--days must be 0…36500") }
    }

    func run(_ context: CommandContext) async throws {
        let now = context.surroundings.now()
        let erased: Int = try context.mutate(mutation.key) { transaction in
            let old = Query<RDAPRecord>().where("taken", .lessOrEqual, .time(now.adding(days: -days)))
            let records = try transaction.all(old)
            for record in records {
                try transaction.erase(
                    RDAPRecord.self, record.id,
                    because: Event("takedown.rdap.erased", record.id, at: now, by: context.actor))
            }
            return records.count
        }
        try context.output.write(["erased": .integer(Int64(erased))], as: Self.output)
    }
}
