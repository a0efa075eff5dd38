import AllianceKit

/// To whom a notice goes, and how.
struct Addressee {
    /// The mail address, or the address of an interface.
    var target: String
    /// The channel's word.
    var channel: String
    /// The language to write in.
    var language: String?
    /// The name of the template.
    var template: String?
    /// Hours in which further cases join.
    var groupHours: Int?
}

extension NoticeDesk {
    /// To whom a notice of a level goes: the one named, else the one written to before (reminders), else the best of the book of
    /// contacts. One that no analyst approved is not written to, whoever named it.
    func addressee(
        _ record: CaseRecord, _ wish: Wish, level: Int, before all: [Notice], in reader: any StoreReader
    ) throws -> Addressee {
        let written = all.last { $0.level == level && $0.takesPlace }
        let known = wish.kind == .reminder ? written?.contact : nil
        let contact: Contact
        if let target = wish.contact ?? known {
            contact = try ContactDesk.find(target, in: reader)
        } else if wish.kind == .reminder {
            throw AllianceError(
                "takedown.notice.none", "\(record.reference): nobody was written to at this level",
                hint: "see: alliance takedown notify, escalate", exit: .partial)
        } else {
            let step = ContactLevel(rawValue: level) ?? .authority
            let refused = Set(all.filter { $0.state == .refused || $0.state == .bounced }.map { Self.id($0) })
            contact = try ContactBook(reader).preferred(for: record.trace, at: step, excluding: refused)
                .contact(for: record.reference, at: step)
        }
        guard contact.mayBeWrittenTo else {
            throw AllianceError(
                "takedown.contact.unapproved", "\(record.reference): no analyst approved \(contact.target)",
                hint: "look and decide: alliance takedown contacts show|approve|reject \(contact.target)",
                exit: .notAllowed)
        }
        return Addressee(
            target: contact.target, channel: try channel(of: contact, wish, record), language: contact.language,
            template: contact.template, groupHours: contact.groupHours)
    }

    /// The channel named, else the contact's own, else the usual one for its way.
    private func channel(of contact: Contact, _ wish: Wish, _ record: CaseRecord) throws -> String {
        if let given = wish.channel ?? contact.channel { return given }
        switch contact.way {
        case .api: return "api"
        case .mail: return settings.channel
        case .form:
            throw AllianceError(
                "takedown.contact.form",
                "\(record.reference): \(contact.target) is a web form, which a person fills in",
                hint: "fill it in, and name a mailbox with --contact for the record, or use --channel file",
                exit: .partial)
        }
    }

    /// Why a notice may not go to its contact now; nil if it may.
    func contactObstacle(_ record: CaseRecord, _ notice: Notice, in reader: any StoreReader) throws -> String? {
        guard let contact = try reader.get(Contact.self, Self.id(notice)) else {
            return "the contact is not in the book"
        }
        if !contact.mayBeWrittenTo { return "the contact is not approved any more" }
        return nil
    }

    /// Tells the book of contacts that a notice came back for good.
    func noteBounce(_ notice: Notice, code: String?, at time: Instant, in transaction: any StoreTransaction) throws {
        let settings = try workspace.configuration.settings(ContactSettings.self)
        try ContactDesk.recordBounce(
            of: notice.contact, way: Self.way(notice), code: code, at: time, by: context.actor,
            limit: settings.bounceLimit, in: transaction)
    }

    private static func way(_ notice: Notice) -> ContactWay {
        if !notice.contact.hasPrefix("https://"), !notice.contact.hasPrefix("http://") { return .mail }
        return notice.channel == "api" ? .api : .form
    }

    private static func id(_ notice: Notice) -> EntityID { Contact.id(of: way(notice), notice.contact) }
}
