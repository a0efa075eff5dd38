import AllianceKit
import CommandLineKit

/// `takedown contacts override`
struct ContactsOverrideCommand: Command {
    static let name = "override"
    static let summary = "Take in a file of providers' real contacts: forms, interfaces, mailboxes."
    static let discussion = """
        The file is tab-separated with the columns match, way, target, kind, name, channel, language, note, dated, source. `match` is
        an AS, a network, a domain or country:CC; `dated` and `source` say when and where the facts were checked. New contacts wait
        for approval; those that are known keep their standing and take over the new facts. A line that cannot be used is named, and
        the others are taken.
        """
    static let examples = [
        CommandExample("the file of this workspace", "alliance takedown contacts override contacts.tsv")
    ]
    static let output = ContactAnswer.list

    @Argument("The file; - reads standard input.", placeholder: "FILE") var file: String
    @OptionGroup var mutation: MutationOptions

    func run(_ context: CommandContext) async throws {
        let now = context.surroundings.now()
        var input = try InputFile(path: file)
        var listings: [ContactListing] = []
        try ContactListImporter().read(&input) { result in
            switch result {
            case .success(let listing): listings.append(listing)
            case .failure(let error): context.report(error)
            }
        }
        let contacts = try context.mutate(mutation.key) { transaction in
            var contacts: [Contact] = []
            for listing in listings {
                let fresh = Contact(
                    listing.way, listing.target, kind: listing.kind, scopes: [listing.scope], origin: .file, found: now,
                    by: context.actor)
                let known = try transaction.get(Contact.self, fresh.id)
                var contact = known ?? fresh
                contact.take(listing)
                if contact != known {
                    try ContactDesk.put(contact, "takedown.contact.added", in: transaction, at: now, by: context.actor)
                }
                contacts.removeAll { $0.id == contact.id }
                contacts.append(contact)
            }
            return contacts
        }
        for contact in contacts { try context.output.write(ContactAnswer.json(contact), as: Self.output) }
    }
}

extension Contact {
    /// Takes over what a file of overrides says; the standing stays.
    fileprivate mutating func take(_ listing: ContactListing) {
        if origin == .trace { origin = .file }
        kind = listing.kind
        _ = extend(to: [listing.scope])
        name = listing.name ?? name
        channel = listing.channel ?? channel
        language = listing.language ?? language
        note = listing.note ?? note
        dated = listing.dated
        citation = listing.citation
    }
}
