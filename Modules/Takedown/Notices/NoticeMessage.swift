import AllianceKit
import Cryptography
import Formats

/// Builds the exact bytes of a notice: mail for people, with a XARF report for machines.
struct NoticeMessage {
    let record: CaseRecord
    let contact: String
    let organisation: Configuration.Organisation
    let noticeID: EntityID
    let reportID: String
    let now: Instant

    /// The message. Same parts, same bytes.
    func bytes() throws -> [UInt8] {
        let xarf = report
        let text = NoticeText(
            record: record, contact: contact, organisation: organisation, hasXARF: xarf != nil)
        let plain = MIMEPart.text(text.text)
        let content = xarf.map { Self.multipart(plain, $0) } ?? plain
        let seed = Digester.digest(.sha256, of: "\(noticeID)\n\(reportID)").bytes
        let message = MIMEMessage(
            from: try MailAddress(organisation.email, name: organisation.name), to: [try MailAddress(contact)],
            subject: text.subject, date: now, messageID: noticeID.text, messageDomain: organisation.domain,
            fields: [("Auto-Submitted", "auto-generated")], content: content, seed: seed)
        return try message.bytes()
    }

    /// The report for machines; nil for what is illegal under national law only, which XARF has no word for.
    var report: XARFReport? {
        guard let classification = record.assessment?.classification.flatMap(XARFClassification.init) else {
            return nil
        }
        let trace = record.trace?.result
        return XARFReport(
            reportID: reportID, timestamp: now,
            reporter: XARFParty(
                organisation: organisation.name, contact: organisation.email, domain: organisation.domain),
            source: trace?.addresses.first?.address.description ?? record.url.host.description,
            url: record.url.resource, domain: record.url.host.domain,
            content: .csam(
                classification, .manualReview, media: record.assessment?.media,
                digests: record.assessment?.digests ?? []),
            verified: record.assessment?.time, provider: trace?.organization, asn: trace?.autnum,
            country: trace?.country, tags: ["reference:\(record.reference.lowercased())"])
    }

    /// The three parts of RFC 5965's envelope with XARF's third part.
    private static func multipart(_ plain: MIMEPart, _ report: XARFReport) -> MIMEPart {
        MIMEPart(
            "multipart/report", parameters: [("report-type", "feedback-report")],
            body: .parts([
                plain,
                MIMEPart(
                    "message/feedback-report",
                    body: .text("Feedback-Type: xarf\nUser-Agent: alliance\nVersion: 1\n")),
                MIMEPart(
                    "application/json", parameters: [("name", "xarf.json")], attachment: "xarf.json",
                    body: .data(Array(JSONText.encode(.object(report.json)).utf8))),
            ]))
    }
}
