import AllianceKit
import CommandLineKit

/// Options of commands that say how a contact wants to be written to.
struct ContactManner: ArgumentGroup {
    @Option("The language to write in, as in de or pt-br.", placeholder: "LANGUAGE") var language: String?
    @Option("The channel, where it is not the usual one.", placeholder: "CHANNEL") var channel: String?
    @Option("The template to write with.", placeholder: "NAME") var template: String?
    @Option("Gather cases over so many hours into one message; 0 to write at once.", placeholder: "N")
    var groupHours: Int?
    @Option("The class of quiet times it belongs to.", placeholder: "CLASS") var quietClass: String?
    @Option("What an analyst should know.", placeholder: "TEXT") var note: String?

    func check() throws {
        if let groupHours, !(0...168 ~= groupHours) { throw UsageError("--group-hours must be 0…168") }
        if let language, !Self.isWord(language, longest: 35) { throw UsageError("--language is not a language tag") }
        for (name, value) in [("channel", channel), ("template", template), ("quiet-class", quietClass)] {
            if let value, !Self.isWord(value, longest: 64) {
                throw UsageError("--\(name) must be letters, digits and hyphens")
            }
        }
    }

    func apply(to contact: inout Contact) {
        contact.language = language?.lowercased() ?? contact.language
        contact.channel = channel ?? contact.channel
        contact.template = template ?? contact.template
        contact.quietClass = quietClass ?? contact.quietClass
        contact.note = note ?? contact.note
        if let groupHours { contact.groupHours = groupHours == 0 ? nil : groupHours }
    }

    private static func isWord(_ text: String, longest: Int) -> Bool {
        1...longest ~= text.utf8.count
            && text.utf8.allSatisfy { 48...57 ~= $0 || 65...90 ~= $0 || 97...122 ~= $0 || $0 == 0x2d }
    }
}
