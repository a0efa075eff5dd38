import AllianceKit
public import Formats

/// A referral as NCMEC's CyberTipline takes it: one `report` document and one `fileDetails` document for each file.
///
/// Elements stand in schema order because each function below writes them in that order; there is no other way in.
public struct NCMECReport: Sendable {
    /// What is reported.
    public var referral: Referral
    /// The schema it is written for.
    public var version: NCMECSchemaVersion

    /// What NCMEC assigns when a report is opened and a file uploaded.
    public struct Assigned: Sendable, Hashable {
        /// The report's number.
        public var reportID: Int64
        /// The file's identity: an opaque string.
        public var fileID: String

        /// Makes one.
        public init(reportID: Int64, fileID: String) {
            self.reportID = reportID
            self.fileID = fileID
        }
    }

    /// Makes the documents of a referral for a schema version.
    public init(_ referral: Referral, version: NCMECSchemaVersion = .nov2025) {
        self.referral = referral
        self.version = version
    }

    /// The `report` document's bytes.
    public func reportBytes() throws -> [UInt8] { try XMLWriter().document(report) }

    /// The bytes of a file's `fileDetails` document. Without what NCMEC assigns, its first two elements are left out:
    /// nothing is invented, and the client that files the report puts them in front.
    public func fileDetailsBytes(_ file: ReferredFile, assigned: Assigned? = nil) throws -> [UInt8] {
        let comment =
            assigned == nil
            ? "reportId and fileId are assigned by NCMEC when the file is uploaded; they go first, in this order." : nil
        return try XMLWriter().document(fileDetails(file, assigned: assigned), comment: comment)
    }

    /// The `report` document.
    public var report: XMLElement {
        let incident = referral.incident
        return XMLElement("report", attributes: Self.rootAttributes) {
            if incident.viralMemeBatch == .yes {
                XMLElement("batchedReport", attributes: ["reason": "VIRAL_POTENTIAL_MEME"]) {}
            }
            incidentSummary
            referral.channels.map { $0.ncmec }
            referral.lawEnforcement?.ncmec
            reporter
            referral.reported.map { reportedAccount($0) }
            referral.recipients.map { recipient($0) }
            referral.victims.filter(\.hasDetails).map { victim($0) }
            XMLElement.leaf("additionalInfo", additionalInfo)
        }
    }

    static let rootAttributes: KeyValuePairs<String, String?> = [
        "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
        "xsi:noNamespaceSchemaLocation": "https://report.cybertip.org/ispws/xsd",
    ]

    private var incidentSummary: XMLElement {
        let incident = referral.incident
        return XMLElement("incidentSummary") {
            XMLElement.leaf("incidentType", incident.type.value.ncmecTitle)
            XMLElement.leaf("platform", incident.platform)
            XMLElement.leaf("escalateToHighPriority", incident.escalation?.value)
            if !incident.annotations.isEmpty {
                XMLElement("reportAnnotations") {
                    for annotation in IncidentAnnotation.allCases where incident.annotations.contains(annotation) {
                        XMLElement(annotation.rawValue)
                    }
                }
            }
            XMLElement.leaf("incidentDateTime", incident.time.value)
            XMLElement.leaf("incidentDateTimeDescription", incident.timeMeaning)
        }
    }

    private var reporter: XMLElement {
        XMLElement("reporter") {
            (referral.reporter?.person ?? Person()).ncmec("reportingPerson", version)
            referral.reporter?.contact?.ncmecContact("contactPerson")
            XMLElement.leaf("companyTemplate", referral.reporter?.template)
            XMLElement.leaf("termsOfService", referral.reporter?.termsOfService)
            XMLElement.leaf("legalURL", referral.reporter?.legalURL)
        }
    }

    /// The reporter's own words, then what the schema has no element for: organisation, victims' status, earlier
    /// reports elsewhere.
    var additionalInfo: String? {
        var parts: [String] = []
        if let text = referral.additional, !text.isEmpty { parts.append(text) }
        if let reporter = referral.reporter {
            parts.append(
                "Reporting organisation: \(reporter.organisation)\(reporter.country.map { " (\($0))" } ?? "").")
        }
        for (place, victim) in referral.victims.enumerated() where victim.status.value != .notStated {
            parts.append(
                "Victim \(place + 1): status stated as \(victim.status.value.rawValue)"
                    + "\(victim.status.source?.at.map { " on \($0.date)" } ?? "").")
        }
        for prior in referral.priorReports {
            parts.append("Reported earlier to \(prior.receiver) under \(prior.number).")
        }
        return parts.isEmpty ? nil : parts.joined(separator: "\n")
    }
}

extension IncidentType {
    /// The schema's literal; one wrong letter makes NCMEC refuse the whole report (code 4100).
    var ncmecTitle: String {
        switch self {
        case .csam: NCMECSchema.incidentTypes[0]
        case .trafficking: NCMECSchema.incidentTypes[1]
        case .travelling: NCMECSchema.incidentTypes[2]
        case .contactAbuse: NCMECSchema.incidentTypes[3]
        case .misleadingDomain: NCMECSchema.incidentTypes[4]
        case .misleadingContent: NCMECSchema.incidentTypes[5]
        case .enticement: NCMECSchema.incidentTypes[6]
        case .obsceneToChild: NCMECSchema.incidentTypes[7]
        }
    }
}
