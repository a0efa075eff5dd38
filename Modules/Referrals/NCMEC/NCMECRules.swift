import AllianceKit
import Formats

/// The rules that NCMEC's documentation states and its schema does not (reference, section 1.6), and what a report must
/// not say without a source.
struct NCMECRules {
    private let report: NCMECReport
    private let now: Instant
    private var problems: [Problem] = []

    /// The problems of a referral as a CyberTipline report.
    static func problems(of report: NCMECReport, at now: Instant) -> [Problem] {
        var rules = NCMECRules(report: report, now: now)
        rules.checkIncident()
        rules.checkParties()
        for (place, file) in report.referral.files.enumerated() {
            rules.check(file, "/fileDetails[\(place + 1)]", among: report.referral.files.count)
        }
        rules.checkDropped()
        return rules.problems
    }

    private init(report: NCMECReport, now: Instant) {
        self.report = report
        self.now = now
    }

    private mutating func checkIncident() {
        let referral = report.referral
        let summary = "/report/incidentSummary"
        if referral.incident.time.value > now {
            error(
                "ncmec.time.future", "\(summary)/incidentDateTime", "the incident is in the future",
                "give the time it happened, with its zone")
        }
        source(referral.incident.type.source, "\(summary)/incidentType")
        source(referral.incident.time.source, "\(summary)/incidentDateTime")
        if let escalation = referral.incident.escalation {
            source(escalation.source, "\(summary)/escalateToHighPriority")
        }
        if referral.channels.isEmpty, referral.files.isEmpty, referral.reported.isEmpty {
            error(
                "referrals.empty", "/report", "neither a place, a file nor an account is reported",
                "give --url or --match, or accounts and channels with --from")
        }
        for (place, channel) in referral.channels.enumerated() {
            let path = "/report/internetDetails[\(place + 1)]"
            if case .webPage(let urls, _, _) = channel, urls.isEmpty {
                error("ncmec.url.missing", "\(path)/webPageIncident/url", "a web page without an address", nil)
            }
            if case .phone(_, let latitude?, _, _) = channel, !(-90.0...90.0 ~= latitude) {
                error("ncmec.value.wrong", "\(path)/cellPhoneIncident/latitude", "the latitude is not ±90", nil)
            }
            if case .phone(_, _, let longitude?, _) = channel, !(-180.0...180.0 ~= longitude) {
                error("ncmec.value.wrong", "\(path)/cellPhoneIncident/longitude", "the longitude is not ±180", nil)
            }
        }
    }

    private mutating func checkParties() {
        let referral = report.referral
        if referral.reporter?.person.emails.isEmpty != false {
            error(
                "ncmec.reporter.email", "/report/reporter/reportingPerson/email", "the reporter has no e-mail address",
                "set organisation.email in config.json: a role mailbox")
        }
        if referral.reported.count > 1 {
            error(
                "ncmec.reported.several", "/report/personOrUserReported[2]",
                "\(referral.reported.count) persons are reported; the documentation takes one",
                "tie the others to the first as associated accounts, or draft a referral for each")
        }
        for (place, victim) in referral.victims.enumerated() where victim.status.value != .notStated {
            source(victim.status.source, "/report/victim[\(place + 1)]")
        }
        guard let contact = referral.lawEnforcement else { return }
        let path = "/report/lawEnforcement"
        source(contact.reported, "\(path)/reportedToLe")
        source(contact.servedDomestic, "\(path)/servedLegalProcessDomestic")
        source(contact.servedInternational, "\(path)/servedLegalProcessInternational")
        if contact.servedInternational.value == .yes, contact.internationalCountry == nil {
            missing(
                "\(path)/servedLegalProcessInternational/@fleaCountry", "the country of the legal process is not given",
                "the legal department")
        }
    }

    private mutating func check(_ file: ReferredFile, _ numbered: String, among count: Int) {
        let path = count == 1 ? "/fileDetails" : numbered
        if file.digests.isEmpty, file.pdq == nil {
            error(
                "referrals.file.no-hash", "\(path)/originalFileHash", "a file without any hash names nothing",
                "hash it: alliance hashing compute")
        }
        if Set(file.digests.map(\.algorithm)).count != file.digests.count {
            error("referrals.file.hash-twice", "\(path)/originalFileHash", "two digests of one algorithm", nil)
        }
        source(file.viewedByReporter, "\(path)/fileViewedByEsp")
        source(file.exifViewedByReporter, "\(path)/exifViewedByEsp")
        source(file.publiclyAvailable, "\(path)/publiclyAvailable")
        if file.exifViewedByReporter.value == .yes, file.viewedByReporter.value != .yes {
            error(
                "ncmec.viewed.contradiction", "\(path)/exifViewedByEsp",
                "EXIF data viewed, but not stated that the file was", "state both from the access log")
        }
        if file.viewedByReporter.value != .notStated, file.viewedByReporter.source?.kind != .accessLog {
            problems.append(
                Problem(
                    .warning, "referrals.viewed.asserted", "\(path)/fileViewedByEsp",
                    "\"\(file.viewedByReporter.value.argument)\" rests on a statement, not on an access log",
                    hint: "courts ask for the log; give source.kind accessLog with --from when there is one"))
        }
        if file.relevance == .supplemental, file.industryClassification != nil {
            error(
                "ncmec.supplemental.classified", "\(path)/industryClassification",
                "a supplemental file may not be classified", nil)
        }
        if file.relevance == .supplemental, file.annotations.contains(.potentialMeme) {
            error(
                "ncmec.supplemental.meme", "\(path)/fileAnnotations/potentialMeme",
                "a supplemental file may not be marked as a potential meme", nil)
        }
        if let classification = file.industryClassification {
            source(classification.source, "\(path)/industryClassification")
            problems.append(
                Problem(
                    .warning, "ncmec.classification.agreement", "\(path)/industryClassification",
                    "only members of NCMEC's industry hash-sharing agreement may classify"))
        }
        if file.ipCaptures.count > 1 {
            problems.append(
                Problem(
                    .warning, "ncmec.value.dropped", "\(path)/ipCaptureEvent",
                    "\(file.ipCaptures.count) internet addresses; the schema takes one, the upload's"))
        }
    }

    /// Values the neutral record holds and this receiver's schema has no place for.
    private mutating func checkDropped() {
        let referral = report.referral
        for (place, victim) in referral.victims.enumerated() where victim.account.groupIdentifier != nil {
            dropped("/report/victim[\(place + 1)]/groupIdentifier", "a victim's group identifier")
        }
        guard report.version == .nov2025 else { return }
        let persons =
            referral.reported.map(\.account.person) + referral.recipients.map(\.person)
            + referral.victims.map(\.account.person)
        if persons.contains(where: { $0.ageDoubtful != .notStated }) {
            dropped("/report//ageAssertionDiscrepancy", "whether an age is doubtful")
        }
    }

    private mutating func dropped(_ path: String, _ what: String) {
        problems.append(
            Problem(
                .warning, "ncmec.value.dropped", path, "\(what) has no place in the schema \(report.version.rawValue)"))
    }

    private mutating func source(_ answer: Sourced<ThreeValued>, _ path: String) {
        if answer.value != .notStated { source(answer.source, path) }
    }

    private mutating func source(_ source: ValueSource?, _ path: String) {
        guard source == nil else { return }
        error(
            "referrals.source.missing", path, "a value that matters legally has no source",
            "say where it comes from: {\"kind\": …, \"by\": …, \"at\": …}")
    }

    private mutating func error(_ code: String, _ path: String, _ message: String, _ hint: String?) {
        problems.append(Problem(.error, code, path, message, hint: hint))
    }

    private mutating func missing(_ path: String, _ message: String, _ who: String) {
        problems.append(Problem(.missing, "referrals.missing", path, message, hint: "could be supplied by: \(who)"))
    }
}
