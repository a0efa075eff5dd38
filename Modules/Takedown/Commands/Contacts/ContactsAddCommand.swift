import AllianceKit
import CommandLineKit

/// `takedown contacts add`
struct ContactsAddCommand: Command {
    static let name = "add"
    static let summary = "Put in a contact by hand; it waits for approval like any other."
    static let discussion = """
        What it is responsible for decides when it is used: an AS, a network, a domain with all names below it, or a country (for
        authorities). A contact put in for an address stands before what traces find there; a form or an interface before a mailbox.
        """
    static let examples = [
        CommandExample(
            "a web form of a hoster",
            "alliance takedown contacts add https://hosting-one.example.net/report --way form --for AS64496"),
        CommandExample(
            "the authority to escalate to",
            "alliance takedown contacts add notices@authority.example.org --kind authority --for country:XA"),
    ]
    static let output = ContactAnswer.one

    @Argument("A mail address or an https URL.", placeholder: "TARGET") var target: String
    @Option("What it is responsible for; may be repeated.", name: "for", placeholder: "SCOPE") var scopes:
        [ContactScope]
    @Option("How it is reached; without it mail, or a form if the target is a URL.") var way: ContactWay?
    @Option("What it is to the content.") var kind: ContactKind = .hoster
    @Option("Its name.") var title: String?
    @OptionGroup var manner: ContactManner
    @OptionGroup var mutation: MutationOptions

    mutating func validate() throws {
        if scopes.isEmpty { throw UsageError("say with --for what it is responsible for") }
        try manner.check()
    }

    func run(_ context: CommandContext) async throws {
        let now = context.surroundings.now()
        let way = way ?? (target.contains("://") ? .form : .mail)
        if let objection = ContactListImporter.objection(to: target, way) {
            throw AllianceError("takedown.contact.target", "\"\(target)\": \(objection)", exit: .usage)
        }
        let contact = try context.mutate(mutation.key) { transaction in
            let fresh = Contact(way, target, kind: kind, scopes: scopes, origin: .hand, found: now, by: context.actor)
            var contact = try transaction.get(Contact.self, fresh.id) ?? fresh
            contact.origin = .hand
            contact.kind = kind
            contact.name = title ?? contact.name
            _ = contact.extend(to: scopes)
            manner.apply(to: &contact)
            try ContactDesk.put(contact, "takedown.contact.added", in: transaction, at: now, by: context.actor)
            return contact
        }
        try context.output.write(ContactAnswer.json(contact), as: Self.output)
    }
}
