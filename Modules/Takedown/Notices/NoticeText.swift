import AllianceKit

/// The part of a notice for people: what, where, on what ground, and how to answer. It never names the reporter.
struct NoticeText {
    let record: CaseRecord
    let contact: String
    let organisation: Configuration.Organisation
    let hasXARF: Bool

    /// `[HL-2026-0001] Notice of illegal content at www.example.org`
    var subject: String { "[\(shown(record.reference))] Notice of illegal content at \(record.url.host)" }

    /// The text: paragraphs wrapped at 72 characters, the addresses on lines of their own.
    var text: String {
        var parts = [
            "Our reference: \(shown(record.reference))",
            "To the abuse desk responsible for \(record.url.host)",
            wrap(
                "\(organisation.name) received a report about the content at the address below. Our analyst examined it\(examined) "
                    + "and assessed it as child sexual abuse material\(ground)."),
            "Exact address:\n\n" + addresses.joined(separator: "\n"),
        ]
        if let host { parts.append(wrap(host)) }
        parts += [
            wrap(
                "Please examine the address without delay, and remove the content or disable access to it, under the law that "
                    + "applies to you. Please keep the data that your law tells you to keep, and report to your authorities where "
                    + "it tells you to. Please do not send us the content."),
            wrap(
                "This notice is made in good faith; to our knowledge the information in it is accurate and complete. It is a "
                    + "notice of a hotline, not an order."),
        ]
        if hasXARF {
            parts.append(
                wrap(
                    "The same report follows as a machine-readable attachment (XARF 4). It holds addresses, digests and reference "
                        + "numbers, never content."))
        }
        parts.append(wrap("Please answer to \(organisation.email) and keep the reference in the subject."))
        parts.append(organisation.name)
        return parts.joined(separator: "\n\n") + "\n"
    }

    /// Breaks a paragraph at blanks.
    private func wrap(_ paragraph: String) -> String {
        var lines: [String] = []
        var line = ""
        for word in paragraph.split(separator: " ") {
            if !line.isEmpty, line.count + 1 + word.count > 72 {
                lines.append(line)
                line = ""
            }
            line += line.isEmpty ? String(word) : " \(word)"
        }
        return (lines + [line]).joined(separator: "\n")
    }

    private var examined: String { record.assessment.map { " on \($0.time.date)" } ?? "" }

    private var ground: String {
        switch record.assessment?.classification {
        case nil: ""
        case .national?: "\nunder the law of the hotline's country (\(organisation.country))"
        case .baseline?: " (international baseline)"
        case let other?: " (category \(other.rawValue))"
        }
    }

    /// The address as it was reported, and serialised where that is another text. What cannot stand on one line stands serialised only.
    private var addresses: [String] {
        let reported = record.url.evidence
        let isOneLine = reported.unicodeScalars.allSatisfy { scalar in
            scalar.value > 0x20 && !(0x7f...0xa0 ~= scalar.value) && !scalar.properties.isWhitespace
                && scalar.properties.generalCategory != .format
        }
        return isOneLine && reported != record.url.resource ? [reported, record.url.resource] : [record.url.resource]
    }

    private var host: String? {
        guard let trace = record.trace?.result, let address = trace.addresses.first?.address else { return nil }
        let system = trace.autnum.map { ", AS\($0)" } ?? ""
        return "The host name led to \(address)\(system) when we traced it."
    }

    /// A reference that someone outside may have chosen, as one line of visible characters.
    private func shown(_ text: String) -> String {
        String(
            String.UnicodeScalarView(
                text.unicodeScalars.filter {
                    $0.value >= 0x20 && !(0x7f...0x9f ~= $0.value) && $0.properties.generalCategory != .format
                }.prefix(100)))
    }
}
