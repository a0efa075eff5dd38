import AllianceKit
import CommandLineKit

/// `takedown contacts approve`
struct ContactsApproveCommand: Command {
    static let name = "approve"
    static let summary = "Say that notices may go to a contact."
    static let discussion = """
        A contact that a trace found or somebody put in is never written to before this. Look at it first: does the name fit the
        block, does the mailbox belong to the provider and not to its customer? A contact that bounced is approved again the same
        way, once it is known why. How to write to it can be set here too, or later by approving it once more.
        """
    static let examples = [
        CommandExample(
            "a mailbox that a trace found",
            "alliance takedown contacts approve abuse@hosting-one.example.net --reason \"named by the registry\""),
        CommandExample(
            "one that gathers cases and wants German",
            "alliance takedown contacts approve abuse@telecom.example.net --language de --group-hours 4"),
    ]
    static let output = ContactAnswer.list

    @Argument("Contacts' identities, addresses or URLs.", placeholder: "CONTACT") var wanted: [String]
    @Option("Why.") var reason: String?
    @OptionGroup var manner: ContactManner
    @OptionGroup var mutation: MutationOptions

    mutating func validate() throws { try manner.check() }

    func run(_ context: CommandContext) async throws {
        let now = context.surroundings.now()
        try await CaseDesk.forEach(wanted, context) { word in
            let contact = try context.mutate(CaseDesk.key(mutation.key, word)) { transaction in
                var contact = try ContactDesk.find(word, in: transaction)
                contact.approve(by: context.actor, at: now, reason: reason)
                manner.apply(to: &contact)
                try ContactDesk.put(
                    contact, "takedown.contact.approved", in: transaction, at: now, by: context.actor)
                return contact
            }
            try context.output.write(ContactAnswer.json(contact), as: Self.output)
        }
    }
}
