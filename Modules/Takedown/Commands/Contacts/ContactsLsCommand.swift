import AllianceKit
import CommandLineKit

/// `takedown contacts ls`
struct ContactsLsCommand: Command {
    static let name = "ls"
    static let summary = "List contacts: who waits for a decision, who may be written to."
    static let examples = [
        CommandExample("what an analyst has to decide on", "alliance takedown contacts ls --standing found"),
        CommandExample("contacts for an address", "alliance takedown contacts ls --for 192.0.2.0/24"),
    ]
    static let output = ContactAnswer.list

    @Option("Only contacts of this standing; may be repeated.") var standing: [Contact.Standing]
    @Option("Only contacts of this kind; may be repeated.") var kind: [ContactKind]
    @Option("Only contacts that are responsible for exactly this.", name: "for", placeholder: "SCOPE")
    var scope: ContactScope?

    func run(_ context: CommandContext) async throws {
        var query = Query<Contact>()
        if !standing.isEmpty { query = query.where("standing", in: standing.map { .text($0.rawValue) }) }
        if !kind.isEmpty { query = query.where("kind", in: kind.map { .text($0.rawValue) }) }
        try context.workspace().store.read { reader in
            try reader.forEach(query.ordered(by: "standing").ordered(by: "target")) { contact in
                if let scope, !contact.scopes.contains(scope) { return true }
                try context.output.write(ContactAnswer.json(contact), as: Self.output)
                return true
            }
        }
    }
}
