import AllianceKit
import CommandLineKit

/// `takedown contacts reject`
struct ContactsRejectCommand: Command {
    static let name = "reject"
    static let summary = "Say that no notice may go to a contact; the next best takes its place."
    static let examples = [
        CommandExample(
            "the site's own owner",
            "alliance takedown contacts reject admin@forum.example.com --reason \"the customer, not the provider\"")
    ]
    static let output = ContactAnswer.list

    @Argument("Contacts' identities, addresses or URLs.", placeholder: "CONTACT") var wanted: [String]
    @Option("Why.") var reason: String
    @OptionGroup var mutation: MutationOptions

    mutating func validate() throws {
        if reason.isEmpty { throw UsageError("--reason must say something") }
    }

    func run(_ context: CommandContext) async throws {
        let now = context.surroundings.now()
        try await CaseDesk.forEach(wanted, context) { word in
            let contact = try context.mutate(CaseDesk.key(mutation.key, word)) { transaction in
                var contact = try ContactDesk.find(word, in: transaction)
                contact.reject(by: context.actor, at: now, reason: reason)
                try ContactDesk.put(
                    contact, "takedown.contact.rejected", in: transaction, at: now, by: context.actor)
                return contact
            }
            try context.output.write(ContactAnswer.json(contact), as: Self.output)
        }
    }
}
