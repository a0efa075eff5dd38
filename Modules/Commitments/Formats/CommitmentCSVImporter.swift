public import AllianceKit
import Formats

/// A commitment as a file carries it, before it is in the register.
public struct CommitmentDraft: Sendable, Hashable {
    /// The reference in the register.
    public var reference: String
    /// Who promises.
    public var country: CountryCode
    /// The policy target.
    public var target: PolicyTarget
    /// Operational goals.
    public var goals: [String]
    /// Example actions.
    public var actions: [String]
    /// What is promised.
    public var text: Commitment.Text
    /// Steps on the way.
    public var milestones: [Milestone]
    /// Where in the file it stood.
    public var place: SourcePlace
}

/// Reads commitments from CSV: one row a commitment, the header names the columns in any order.
public struct CommitmentCSVImporter: Importer {
    /// `csv`
    public static let format = FormatDescription(
        name: "csv", title: "Comma-separated values", subject: "commitment", fileExtensions: ["csv"],
        mediaType: "text/csv",
        specification: "RFC 4180; columns in docs/commitments.md")
    /// A good file and one with bad rows.
    public static let examples = [
        FormatExample(
            "two commitments",
            """
            reference,country,target,title,goals,responsible,deadline,baseline,measure,milestones
            XA-2026-01,XA,AVAIL,Agree a time limit for takedown,AVAIL-G2,Ministry of Digital Affairs,2026-12-31,no limit,90 % in 24 h,Draft @ 2026-06-30; Signed @ 2026-12-01
            XB-2026-01,XB,AWARE,Teach online safety in every school,AWARE-G1,,,,,

            """, items: 2),
        FormatExample(
            "bad rows are named, good ones survive",
            """
            reference,country,target,title,deadline
            XA-1,XA,AVAIL,A good one,2026-12-31
            XA-2,Xanadu,AVAIL,No such country,2026-12-31
            XA-3,XA,MONEY,No such target,2026-12-31
            XA-4,XA,LE,No such day,2026-02-30
            ,XA,LE,No reference,2026-02-28

            """, items: 1,
            errors: [
                "commitments.csv.country", "commitments.csv.target", "commitments.csv.date",
                "commitments.csv.reference",
            ]),
    ]

    /// Makes a reader.
    public init() {}

    /// Hands over each row as a draft or as the error that keeps it out.
    public func read(
        _ input: inout InputFile, _ body: (Result<CommitmentDraft, AllianceError>) throws -> Void
    ) throws {
        var csv = CSVReader()
        try csv.readHeader(&input)
        for column in ["reference", "country", "target", "title"] where !csv.has(column) {
            throw AllianceError(
                "commitments.csv.column", "the column \"\(column)\" is missing",
                at: SourcePlace(file: input.name, line: 1),
                hint: "the header needs reference, country, target and title")
        }
        while let next = try csv.next(&input) {
            switch next {
            case .failure(let error): try body(.failure(error))
            case .success(let record):
                try body(Result { () throws(AllianceError) in try draft(record) })
            }
        }
    }

    private func draft(_ record: CSVRecord) throws(AllianceError) -> CommitmentDraft {
        func cell(_ heading: String) -> String? {
            record[heading].map(Self.trimmed).flatMap { $0.isEmpty ? nil : $0 }
        }
        func bad(_ code: String, _ message: String, _ hint: String? = nil) -> AllianceError {
            AllianceError("commitments.csv.\(code)", message, at: record.place, hint: hint)
        }
        guard let reference = cell("reference"), EntityID("commitment_\(reference)") != nil else {
            throw bad("reference", "the reference is missing or has other characters than letters, digits and -._:")
        }
        guard let country = CountryCode(cell("country") ?? "") else {
            throw bad("country", "\"\(cell("country") ?? "")\" is not a country code", "use two letters of ISO 3166-1")
        }
        guard let target = PolicyTarget(rawValue: (cell("target") ?? "").uppercased()) else {
            throw bad("target", "\"\(cell("target") ?? "")\" is not a policy target", "use VIC, AVAIL, LE or AWARE")
        }
        guard let title = cell("title") else { throw bad("title", "the title is missing") }
        var deadline: CalendarDate?
        if let text = cell("deadline") {
            guard let date = CalendarDate(text) else { throw bad("date", "\"\(text)\" is not a day", "use YYYY-MM-DD") }
            deadline = date
        }
        var milestones: [Milestone] = []
        for text in Self.list(cell("milestones")) {
            guard let milestone = Milestone(id: "M\(milestones.count + 1)", text: text) else {
                throw bad("date", "the date of milestone \"\(text)\" is not a day", "use TITLE @ YYYY-MM-DD")
            }
            milestones.append(milestone)
        }
        return CommitmentDraft(
            reference: reference, country: country, target: target, goals: Self.list(cell("goals")),
            actions: Self.list(cell("actions")),
            text: Commitment.Text(
                title: title, responsible: cell("responsible"), deadline: deadline, baseline: cell("baseline"),
                measure: cell("measure")),
            milestones: milestones, place: record.place)
    }

    private static func list(_ text: String?) -> [String] {
        (text ?? "").split(separator: ";").map(trimmed).filter { !$0.isEmpty }
    }

    private static func trimmed(_ text: some StringProtocol) -> String {
        String(text.drop { $0.isWhitespace }.reversed().drop { $0.isWhitespace }.reversed())
    }
}
