import AllianceKit
import Cryptography
import Formats

/// Builds the exact bytes of a letter. Same parts, same bytes.
struct LetterWriter {
    let letter: Letter
    let items: [LetterItem]
    let organisation: Configuration.Organisation
    let template: LetterTemplate
    let isStrict: Bool
    /// When the thread's first letter left.
    let firstSent: Instant?

    /// The columns of the table.
    static let columns = ["url", "IP", "firstseen", "lastseen", "note"]

    /// The message and its media type. Throws `takedown.article16.incomplete`, and what the mail writer throws.
    func write() throws -> (bytes: [UInt8], mediaType: String) {
        guard let first = items.first else {
            throw AllianceError("takedown.letter.empty", "\(letter.id) has no case", exit: .bug)
        }
        if letter.format == .json {
            let object = try reports.first.map(\.json) ?? article16(first).checked().json
            return (Array((JSONText.encode(.object(object)) + "\n").utf8), "application/json")
        }
        let filled = template.fill(values)
        let content = try content(filled.text)
        let message = MIMEMessage(
            from: try MailAddress(organisation.email, name: organisation.name), to: [try MailAddress(letter.contact)],
            subject: filled.subject, date: letter.created, messageID: letter.id.text,
            messageDomain: organisation.domain, references: letter.thread.map { "\($0)@\(organisation.domain)" },
            fields: [("Auto-Submitted", "auto-generated")], content: content,
            seed: Digester.digest(.sha256, of: items.map { "\(letter.id)\n\($0.notice.report)" }.joined()).bytes)
        return (try message.bytes(), "message/rfc822")
    }

    /// What a letter carries beside its text.
    private func content(_ text: String) throws -> MIMEPart {
        let plain = MIMEPart.text(text)
        switch letter.format {
        case .plain, .json: return plain
        case .report:
            guard let report = reports.first, items.count == 1 else { return plain }
            return MIMEPart(
                "multipart/report", parameters: [("report-type", "feedback-report")],
                body: .parts([
                    plain, FeedbackReport(type: "xarf", userAgent: "alliance").part, Self.attached(report, "xarf.json"),
                ]))
        case .table:
            let names = items.count == 1 ? ["xarf.json"] : (1...max(1, items.count)).map { "xarf-\($0).json" }
            return MIMEPart(
                "multipart/mixed",
                body: .parts(
                    [
                        plain,
                        MIMEPart(
                            "text/csv", parameters: [("charset", "utf-8")], attachment: "notices.csv",
                            body: .text(table)),
                    ]
                        + zip(reports, names).map(Self.attached)))
        case .article16:
            let notices = try items.map { try article16($0).checked() }
            let whole = text + "\n" + notices.map(\.text).joined(separator: "\n")
            let json = JSONValue.array(notices.map { .object($0.json) })
            return MIMEPart(
                "multipart/mixed",
                body: .parts([
                    .text(whole),
                    MIMEPart(
                        "application/json", parameters: [("name", "notice.json")], attachment: "notice.json",
                        body: .data(Array(JSONText.encode(json).utf8))),
                ]))
        }
    }

    private static func attached(_ report: XARFReport, _ name: String) -> MIMEPart {
        MIMEPart(
            "application/json", parameters: [("name", name)], attachment: name,
            body: .data(Array(JSONText.encode(.object(report.json)).utf8)))
    }

    private var reports: [XARFReport] {
        items.compactMap { $0.report(organisation, isStrict: isStrict, at: letter.created) }
    }

    /// The addresses as CSV, quoted where they must be, and defused for spreadsheets.
    private var table: String {
        let writer = CSVWriter(separator: .semicolon, guardsFormulas: true)
        return String(decoding: ([Self.columns] + items.map(\.row)).flatMap { writer.line($0) }, as: UTF8.self)
    }

    private func article16(_ item: LetterItem) -> Article16Notice {
        Article16Notice(item, organisation: organisation, at: letter.created)
    }

    private var values: [LetterPlaceholder: String] {
        var hosts: [String] = []
        for item in items where !hosts.contains(item.record.url.host.description) {
            hosts.append(item.record.url.host.description)
        }
        let more = items.count > 1 ? " +\(items.count - 1)" : ""
        let classes = Set(items.map(\.classification))
        let hasReport = !reports.isEmpty && (letter.format == .table || letter.format == .report && items.count == 1)
        return [
            .reference: items[0].reference + more,
            .host: hosts.prefix(3).joined(separator: ", ") + (hosts.count > 3 ? ", …" : ""),
            .count: "\(items.count)", .cases: items.map(\.block).joined(separator: "\n\n"),
            .table: letter.format == .plain ? table.trimmingLineEnd : "",
            .answers: items.map(\.answerLine).joined(separator: "\n"), .organisation: organisation.name,
            .email: organisation.email, .country: "\(organisation.country)", .contact: letter.contact,
            .assessed: items.compactMap { $0.record.assessment?.time }.max().map { "\($0.date)" } ?? "",
            .national: classes == [Classification.national.rawValue] ? "\(organisation.country)" : "",
            .xarf: hasReport ? "XARF 4" : "", .csv: letter.format == .table ? "notices.csv" : "",
            .firstSent: firstSent.map { "\($0.date)" } ?? "",
            .reminder: letter.kind == .reminder ? "\(items[0].notice.reminder)" : "",
            .level: items[0].notice.level > 0 ? "\(items[0].notice.level)" : "",
        ]
    }
}

extension String {
    /// Without the line end at its end.
    fileprivate var trimmingLineEnd: String { hasSuffix("\n") ? String(dropLast()) : self }
}
