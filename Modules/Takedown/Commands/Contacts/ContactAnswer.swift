import AllianceKit

/// What commands print of a contact.
enum ContactAnswer {
    /// The fields, those of the list first.
    static let fields = [
        OutputField("contact", .text, "the contact's identity", inTable: false),
        OutputField("standing", .text, "found, approved, rejected or bounced"),
        OutputField("way", .text, "mail, form or api"),
        OutputField("kind", .text, "what it is to the content"),
        OutputField("target", .text, "the mail address or the URL"),
        OutputField("scopes", .list, "AS numbers, blocks, domains and countries it is responsible for", title: "for"),
        OutputField("name", .text, "its name", inTable: false),
        OutputField("origin", .text, "trace, hand or file", inTable: false),
        OutputField("source", .text, "where a trace found it", inTable: false),
        OutputField("found", .time, "when it was found or put in", inTable: false),
        OutputField("foundBy", .text, "by whom", title: "found by", inTable: false),
        OutputField("decided", .time, "when it was approved or rejected", inTable: false),
        OutputField("decidedBy", .text, "by whom", title: "decided by", inTable: false),
        OutputField("reason", .text, "why", inTable: false),
        OutputField("bounces", .integer, "notices that came back, ever", inTable: false),
        OutputField("lastBounce", .time, "when the newest came back", title: "last bounce", inTable: false),
        OutputField("bounceCode", .text, "the code it came back with", title: "bounce code", inTable: false),
        OutputField("language", .text, "the language to write in", inTable: false),
        OutputField("channel", .text, "the channel's word", inTable: false),
        OutputField("template", .text, "the template's name", inTable: false),
        OutputField(
            "groupHours", .integer, "hours over which cases are gathered", title: "group hours", inTable: false),
        OutputField("quietClass", .text, "the class of quiet times", title: "quiet times", inTable: false),
        OutputField("note", .text, "what an analyst should know", inTable: false),
        OutputField("dated", .text, "the day the facts were checked", inTable: false),
        OutputField("citation", .text, "where they stand", inTable: false),
    ]
    /// Of several contacts.
    static let list = OutputShape.records(fields)
    /// Of one, everything.
    static let one = OutputShape.record(fields.map(\.shown))

    /// What is printed.
    static func json(_ contact: Contact) -> JSONObject {
        [
            "contact": .text(contact.id), "standing": .string(contact.standing.rawValue),
            "way": .string(contact.way.rawValue), "kind": .string(contact.kind.rawValue),
            "target": .string(contact.target), "scopes": .array(contact.scopes.map { .text($0) }),
            "name": .text(contact.name), "origin": .string(contact.origin.rawValue), "source": .text(contact.source),
            "found": .text(contact.found), "foundBy": .string(contact.foundBy), "decided": .text(contact.decided),
            "decidedBy": .text(contact.decidedBy), "reason": .text(contact.reason),
            "bounces": .integer(Int64(contact.bounces)), "lastBounce": .text(contact.lastBounce),
            "bounceCode": .text(contact.bounceCode), "language": .text(contact.language),
            "channel": .text(contact.channel), "template": .text(contact.template),
            "groupHours": .int(contact.groupHours), "quietClass": .text(contact.quietClass),
            "note": .text(contact.note), "dated": .text(contact.dated), "citation": .text(contact.citation),
        ]
    }
}
