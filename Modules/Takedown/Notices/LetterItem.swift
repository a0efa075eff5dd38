import AllianceKit

/// One case in a letter, as it is when the letter is written.
struct LetterItem {
    let record: CaseRecord
    let notice: Notice
    let token: AnswerToken

    /// The reference, which someone outside may have chosen, as one line of visible characters.
    var reference: String {
        String(
            String.UnicodeScalarView(
                record.reference.unicodeScalars.filter {
                    $0.value >= 0x20 && !(0x7f...0x9f ~= $0.value) && $0.properties.generalCategory != .format
                }.prefix(100)))
    }

    /// The address as it was reported, and serialised where that is another text. What cannot stand on one line stands serialised only.
    var addresses: [String] {
        let reported = record.url.evidence
        let isOneLine = reported.unicodeScalars.allSatisfy { scalar in
            scalar.value > 0x20 && !(0x7f...0xa0 ~= scalar.value) && !scalar.properties.isWhitespace
                && scalar.properties.generalCategory != .format
        }
        return isOneLine && reported != record.url.resource ? [reported, record.url.resource] : [record.url.resource]
    }

    /// `192.0.2.10, AS64500`; empty where the trace knows neither.
    var network: String {
        guard let trace = record.trace?.result else { return "" }
        let address = trace.addresses.first.map { "\($0.address)" }
        return [address, trace.autnum.map { "AS\($0)" }].compactMap { $0 }.joined(separator: ", ")
    }

    /// The class, by the words of XARF and the industry; `national` for what is illegal under national law only.
    var classification: String { record.assessment?.classification?.rawValue ?? "" }

    /// The lines of the block for people.
    var block: String {
        let facts = [network, classification, record.assessment.map { "\($0.time.date)" } ?? ""].filter { !$0.isEmpty }
        return (["[\(reference)]"] + addresses + (facts.isEmpty ? [] : [facts.joined(separator: "; ")]))
            .joined(separator: "\n")
    }

    /// The line that a provider answers with.
    var answerLine: String { "[\(reference)] ack \(token.text) received" }

    /// The row of the table: address, IP address, first and last seen, note.
    var row: [String] {
        let first = record.looks.firstSeenOnline ?? record.assessment?.time
        let last = record.looks.lastSeenOnline ?? record.assessment?.time
        return [
            record.url.resource, record.trace?.result.addresses.first.map { "\($0.address)" } ?? "",
            first?.description ?? "", last?.description ?? "", "\(reference) \(classification)",
        ]
    }

    /// The report for machines; nil for what XARF has no word for.
    func report(_ organisation: Configuration.Organisation, isStrict: Bool, at now: Instant) -> XARFReport? {
        guard let classification = record.assessment?.classification.flatMap(XARFClassification.init) else {
            return nil
        }
        let trace = record.trace?.result
        var report = XARFReport(
            reportID: notice.report, timestamp: now,
            reporter: XARFParty(
                organisation: organisation.name, contact: organisation.email, domain: organisation.domain),
            source: trace?.addresses.first?.address.description ?? record.url.host.description,
            url: record.url.resource, domain: record.url.host.domain,
            content: .csam(
                classification, .manualReview, media: record.assessment?.media,
                digests: record.assessment?.digests ?? []),
            verified: record.assessment?.time, provider: trace?.organization, asn: trace?.autnum,
            country: trace?.country, tags: ["reference:\(record.reference.lowercased())"])
        if isStrict { report.fillRecommended() }
        return report
    }
}
