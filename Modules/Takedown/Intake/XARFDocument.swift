import AllianceKit

/// Reads a XARF v4 document as a report.
enum XARFDocument {
    static func report(_ document: JSONValue, at place: SourcePlace) -> Result<ReportContent?, AllianceError> {
        Result { () throws(AllianceError) -> ReportContent? in
            guard let object = document.objectValue else {
                throw AllianceError("takedown.report.not-object", "the document is no JSON object", at: place)
            }
            let fields = ReportFields(object: object, place: place)
            guard object["Version"] == nil || object["xarf_version"] != nil else {
                throw fields.error("takedown.xarf.version", "this is XARF v3", "ask for version 4")
            }
            guard let version = try fields.text("xarf_version"), version.hasPrefix("4.") else {
                throw fields.error("takedown.xarf.version", "xarf_version is not 4.x")
            }
            let type = try fields.text("type")
            guard try fields.text("category") == "content", type == "csam" || type == "csem" else {
                throw fields.error("takedown.xarf.type", "neither content/csam nor content/csem")
            }
            guard let identity = try fields.text("report_id"), isUUID(identity) else {
                throw fields.error("takedown.xarf.report-id", "report_id is not a UUID")
            }
            let url = try fields.url("url")
            guard let received = try fields.time("timestamp") else {
                throw fields.error("takedown.report.time", "timestamp is missing")
            }
            let reporter = ReportFields(object: object["reporter"]?.objectValue ?? JSONObject(), place: place)
            guard try reporter.text("org") != nil else {
                throw fields.error("takedown.xarf.reporter", "reporter.org is missing")
            }
            return ReportContent(
                reference: identity.lowercased(), received: received, channel: .feed, url: url,
                contentKind: kind(try fields.text("media_type")), note: try fields.text("description"),
                anonymous: false, contact: try reporter.text("contact"),
                partnerReference: try fields.text("ncmec_report_id"))
        }
    }

    private static func kind(_ media: String?) -> ContentKind {
        switch media {
        case "image": .image
        case "video": .video
        default: .unknown
        }
    }

    private static func isUUID(_ text: String) -> Bool {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        return parts.map(\.utf8.count) == [8, 4, 4, 4, 12]
            && parts.allSatisfy { $0.utf8.allSatisfy { 48...57 ~= $0 || 65...70 ~= $0 || 97...102 ~= $0 } }
    }
}
