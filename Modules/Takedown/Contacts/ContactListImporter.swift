public import AllianceKit
import Formats

/// One line of a file of overrides: where notices for a provider really go.
public struct ContactListing: Sendable, Hashable {
    /// What it is for.
    public var scope: ContactScope
    /// How it is reached.
    public var way: ContactWay
    /// Mail address or https URL.
    public var target: String
    /// What it is to the content.
    public var kind: ContactKind
    /// Its name.
    public var name: String?
    /// The channel's word.
    public var channel: String?
    /// The language to write in.
    public var language: String?
    /// What an analyst should know.
    public var note: String?
    /// The day the facts were checked.
    public var dated: CalendarDate
    /// Where they stand.
    public var citation: String
}

/// Reads overrides: tab-separated, with the heading `match`, `way`, `target`, `kind`, `name`, `channel`, `language`, `note`, `dated`,
/// `source`. The first three and the last two must be filled, because a contact that nobody can check again is worth little.
public struct ContactListImporter: Importer {
    /// `tsv` for contacts.
    public static let format = FormatDescription(
        name: "tsv", title: "Contacts of providers as tab-separated values", subject: "contact",
        fileExtensions: ["tsv"],
        mediaType: "text/tab-separated-values", specification: "docs/takedown.md, Trace")

    private static let heading = "match\tway\ttarget\tkind\tname\tchannel\tlanguage\tnote\tdated\tsource\n"

    /// Three good lines, and bad ones of each sort.
    public static let examples = [
        FormatExample(
            "a form, an interface and a mailbox",
            heading
                + "AS64496\tform\thttps://hosting-one.example.net/report\t\tExample Hosting One\t\ten\ttick minor\t2026-10-01\tits help pages\n"
                + "198.51.100.0/24\tapi\thttps://api.example.net/abuse\thoster\t\thttp\t\t\t2026-10-01\tcontract 7\n"
                + "country:XA\tmail\tnotices@authority.example.org\tauthority\t\t\t\t\t2026-09-15\tlist of authorities\n",
            items: 3),
        FormatExample(
            "lines that cannot be used",
            heading + "AS\tmail\ta@example.net\t\t\t\t\t\t2026-10-01\tx\n"
                + "AS64496\tfax\ta@example.net\t\t\t\t\t\t2026-10-01\tx\n"
                + "AS64496\tform\thttp://example.net/\t\t\t\t\t\t2026-10-01\tx\n"
                + "AS64496\tmail\tnoreply@example.net\t\t\t\t\t\t2026-10-01\tx\n"
                + "AS64496\tmail\ta@example.net\tboss\t\t\t\t\t2026-10-01\tx\n"
                + "AS64496\tmail\ta@example.net\t\t\t\t\t\tlately\tx\n"
                + "AS64496\tmail\ta@example.net\t\t\t\t\t\t2026-10-01\t\n",
            items: 0,
            errors: [
                "takedown.contact.match", "takedown.contact.way", "takedown.contact.target", "takedown.contact.target",
                "takedown.contact.kind", "takedown.contact.dated", "takedown.contact.source",
            ]),
    ]

    /// Makes a reader.
    public init() {}

    /// Hands over every line or its error.
    public func read(
        _ input: inout InputFile, _ body: (Result<ContactListing, AllianceError>) throws -> Void
    ) throws {
        var table = CSVReader(separator: .tab)
        try table.readHeader(&input)
        for column in ["match", "way", "target", "dated", "source"] where !table.has(column) {
            throw AllianceError(
                "takedown.contact.heading", "the heading line has no column \(column)",
                at: SourcePlace(file: input.name, line: 1), hint: "the columns are \(Self.heading.dropLast())")
        }
        while let next = try table.next(&input) {
            try body(next.flatMap { record in Result { () throws(AllianceError) in try Self.listing(record) } })
        }
    }

    private static func listing(_ record: CSVRecord) throws(AllianceError) -> ContactListing {
        func field(_ name: String) -> String? { record[name].flatMap { $0.isEmpty ? nil : $0 } }
        func refuse(_ name: String, _ message: String, _ hint: String) -> AllianceError {
            AllianceError("takedown.contact.\(name)", message, at: record.place, hint: hint)
        }
        guard let scope = field("match").flatMap({ ContactScope($0) }) else {
            throw refuse("match", "no AS, network, domain or country:CC", "as in AS64496, 192.0.2.0/24, example.org")
        }
        guard let way = field("way").flatMap({ ContactWay(rawValue: $0) }) else {
            throw refuse(
                "way", "the way is not known", "ways are \(ContactWay.allCases.map(\.rawValue).joined(separator: ", "))"
            )
        }
        let target = field("target") ?? ""
        if let objection = objection(to: target, way) {
            throw refuse("target", "\"\(target.prefix(80))\": \(objection)", "a mail address, or an https URL")
        }
        guard let kind = field("kind").map({ ContactKind(rawValue: $0) }) ?? .hoster else {
            throw refuse(
                "kind", "the kind is not known",
                "kinds are \(ContactKind.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        guard let dated = field("dated").flatMap({ CalendarDate($0) }) else {
            throw refuse("dated", "the day on which this was checked is missing", "write it as 2026-10-01")
        }
        guard let citation = field("source") else {
            throw refuse("source", "nothing says where this stands", "name the page, letter or contract")
        }
        return ContactListing(
            scope: scope, way: way, target: target, kind: kind, name: field("name"), channel: field("channel"),
            language: field("language"), note: field("note"), dated: dated, citation: citation)
    }

    /// Why a target cannot be used; nil if it can.
    static func objection(to target: String, _ way: ContactWay) -> String? {
        way == .mail ? MailAddressRules.objection(to: target) : FormRules.objection(to: target)
    }
}
