import AllianceKit
import CommandLineKit

/// `takedown letters show`
struct LettersShowCommand: Command {
    static let name = "show"
    static let summary = "Print a letter exactly as it goes: what an approval is about."
    static let discussion = """
        The bytes are those whose digest the approval names. A letter holds its answer codes, which are known to its receiver only:
        do not pass it on.
        """
    static let examples = [
        CommandExample("before approving", "alliance takedown letters show letter_01k9v3c8m4example00000005")
    ]
    static let output = OutputShape.document

    @Argument("A letter (letter_…), or a case, whose newest letter it is then.", placeholder: "LETTER") var wanted:
        String

    func run(_ context: CommandContext) async throws {
        let letter = try context.workspace().store.read { reader in
            if let id = EntityID(wanted), id.prefix == "letter" { return try reader.require(Letter.self, id) }
            let record = try CaseDesk.find(wanted, in: reader)
            let notices = Query<Notice>().where("case_id", .equal, .text(record.id)).ordered(
                by: "created", descending: true)
            guard let newest = try reader.first(notices), let letter = try reader.get(Letter.self, newest.letter) else {
                throw AllianceError(
                    "takedown.notice.missing", "\(record.reference) has no letter",
                    hint: "see: alliance takedown notify",
                    exit: .partial)
            }
            return letter
        }
        try context.output.document(letter.message.utf8)
    }
}
