import AllianceKit
import CommandLineKit

/// `takedown contacts show`
struct ContactsShowCommand: Command {
    static let name = "show"
    static let summary = "Show everything that is known of one contact."
    static let examples = [
        CommandExample("by its address", "alliance takedown contacts show abuse@hosting-one.example.net")
    ]
    static let output = ContactAnswer.one

    @Argument("A contact's identity, address or URL.", placeholder: "CONTACT") var wanted: String

    func run(_ context: CommandContext) async throws {
        let contact = try context.workspace().store.read { try ContactDesk.find(wanted, in: $0) }
        try context.output.write(ContactAnswer.json(contact), as: Self.output)
    }
}
