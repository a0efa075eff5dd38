import AllianceKit
import CommandLineKit

/// `takedown contact`
struct ContactCommand: Command {
    static let name = "contact"
    static let summary = "Rank the contacts of one stored RDAP answer, with reasons."
    static let discussion = """
        Needs no workspace and no network. The best contact comes first; what must not be written to (registries, mailboxes nobody
        reads) follows without a rank, with the reason. `purpose` says what a contact is for: notice, escalation (a domain's
        registrar), or last-resort. Nothing here is approved: look before anyone is written to.
        """
    static let examples = [
        CommandExample("one answer", "alliance takedown contact Examples/trace/rdap/ip-192.0.2.0-25.json"),
        CommandExample("from a pipe, as JSON", "alliance --format json takedown contact - < answer.json"),
    ]
    static let output = OutputShape.records([
        OutputField("rank", .integer, "1 is the best; none for what must not be written to", title: "#"),
        OutputField("contact", .text, "the mail address or form, as it stands in the answer"),
        OutputField("way", .text, "mail or form", inTable: false),
        OutputField("purpose", .text, "notice, escalation, last-resort or dropped"),
        OutputField("confidence", .text, "high, medium or low: how likely reports are read there", title: "trust"),
        OutputField("basis", .text, "how it was found", inTable: false),
        OutputField("name", .text, "its name", inTable: false),
        OutputField("pointer", .text, "the JSON Pointer of the text it was read from", inTable: false),
        OutputField("reasons", .list, "why it stands where it stands"),
    ])

    @Argument("A file with an RDAP answer; - reads standard input.", placeholder: "RDAP.json") var file: String
    @Option("The site's registered domain, for the customary abuse@ address.", placeholder: "NAME") var domain: String?

    func run(_ context: CommandContext) async throws {
        var input = try InputFile(path: file)
        let answer = try RDAPAnswer(input.readAll(limit: 8 << 20), at: SourcePlace(file: file))
        let name = file.split(separator: "/").last.map(String.init) ?? file
        let selection = ContactSelection(
            [ContactSource(answer, answer.kind == .domain ? .domain : .direct, name: name)], domain: domain)
        for (place, candidate) in selection.candidates.enumerated() {
            try context.output.write(
                [
                    "rank": .integer(Int64(place + 1)), "contact": .string(candidate.target),
                    "way": .string(candidate.way.rawValue), "purpose": .string(candidate.purpose.rawValue),
                    "confidence": .string(candidate.confidence.rawValue), "basis": .string(candidate.basis.rawValue),
                    "name": .text(candidate.name), "pointer": .string(candidate.pointer),
                    "reasons": .array(candidate.reasons.map { .string($0) }),
                ], as: Self.output)
        }
        for dropped in selection.dropped {
            try context.output.write(
                [
                    "rank": .null, "contact": .string(dropped.target), "way": .null, "purpose": "dropped",
                    "confidence": .null, "basis": .null, "name": .null, "pointer": .string(dropped.pointer),
                    "reasons": [.string(dropped.reason)],
                ], as: Self.output)
        }
        if selection.candidates.isEmpty { context.talk.say(Self.silence(answer)) }
    }

    /// Why there is no contact.
    private static func silence(_ answer: RDAPAnswer) -> String {
        switch answer.kind {
        case .error:
            "The registry has no data: \(answer.title ?? "an error")\(answer.errorCode.map { " (\($0))" } ?? "")."
        case .other: "This is no answer about a network, AS, domain or entity."
        default: "No contact for abuse reports is named in it."
        }
    }
}
