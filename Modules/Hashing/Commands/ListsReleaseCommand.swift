import AllianceKit
import CommandLineKit

/// `alliance hashing lists release`
struct ListsReleaseCommand: Command {
    static let name = "release"
    static let summary = "Let the matches of a quarantined entry be recorded again."
    static let discussion = """
        One person is enough: nothing leaves the house and nothing is lost by it. The entry's count starts anew, so it is held again when it \
        matches too much again. Files that were matched while it was held are matched again to record them.

        The reason goes into the ledger, which is for ever: it must hold no personal data.
        """
    static let examples = [
        CommandExample(
            "a picture that is really shared that much",
            "alliance hashing lists release partner-a series-17-004 --reason \"looked at: a current campaign\"")
    ]
    static let output = OutputShape.record(
        ListsQuarantineCommand.output.fields.map(\.shown))

    @Option("Why, in a sentence of 3 to 500 bytes without personal data.", placeholder: "TEXT") var reason: String
    @OptionGroup var mutation: MutationOptions
    @Argument("The list's name.", placeholder: "NAME") var list: String
    @Argument("The entry's name.", placeholder: "ENTRY") var entry: String

    mutating func validate() throws {
        guard 3...500 ~= reason.utf8.count else { throw UsageError("--reason takes 3 to 500 bytes") }
    }

    func run(_ context: CommandContext) async throws {
        let name = EntryName(list: list, entry: entry)
        let record = try context.mutate(mutation.key) { transaction in
            guard var record = try transaction.get(EntryQuarantine.self, EntryQuarantine.id(name)),
                record.released == nil
            else {
                throw AllianceError(
                    "hashing.quarantine.unknown", "\(list)/\(entry) is not in quarantine",
                    hint: "see: alliance hashing lists quarantine")
            }
            let now = context.surroundings.now()
            (record.released, record.reason) = (now, reason)
            try transaction.put(
                record,
                because: Event(
                    FloodControl.released, record.id, at: now, by: context.actor,
                    facts: ["list": .string(list), "entry": .string(entry), "reason": .string(reason)]))
            return record
        }
        try context.output.write(ListsQuarantineCommand.json(record), as: Self.output)
    }
}
