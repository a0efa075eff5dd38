/// The element tables of the CyberTipline reporting API: children in schema order, cardinalities, types and limits.
///
/// From NCMEC's XSD of November 2025 and its documentation of August 2026 (reference, sections 1.3 to 1.6). NCMEC's own
/// XSD is NCMEC's document and is not shipped; operators pass theirs with `referrals check --schema`.
enum NCMECSchema {
    /// The types, by name. Document roots are `report` and `fileDetails`.
    static let types: [String: NCMECType] = reportTypes.merging(channelTypes) { first, _ in first }
        .merging(partyTypes) { first, _ in first }.merging(fileTypes) { first, _ in first }

    static let incidentTypes = [
        "Child Pornography (possession, manufacture, and distribution)", "Child Sex Trafficking", "Child Sex Tourism",
        "Child Sexual Molestation", "Misleading Domain Name", "Misleading Words or Digital Images on the Internet",
        "Online Enticement of Children for Sexual Acts", "Unsolicited Obscene Material Sent to a Child",
    ]
    static let reportAnnotations = [
        "sextortion", "csamSolicitation", "minorToMinorInteraction", "spam", "sadisticOnlineExploitation",
    ]
    static let fileAnnotations = [
        "animeDrawingVirtualHentai", "potentialMeme", "viral", "possibleSelfProduction", "physicalHarm",
        "violenceGore", "bestiality", "liveStreaming", "infant", "generativeAi",
    ]
    static let accessEvents = ["Login", "Registration", "Purchase", "Upload", "Other", "Unknown"]

    private static let reportTypes: [String: NCMECType] = [
        "report": NCMECType(
            children: [
                .optional("batchedReport", type: "batchedReport"), .one("incidentSummary", type: "incidentSummary"),
                .many("internetDetails", type: "internetDetails"), .optional("lawEnforcement", type: "lawEnforcement"),
                .one("reporter", type: "reporter"), .many("personOrUserReported", type: "personOrUserReported"),
                .many("intendedRecipient", type: "intendedRecipient"), .many("victim", type: "victim"),
                .optional("additionalInfo", .text(3000)),
            ],
            attributes: [.optional("xsi:noNamespaceSchemaLocation", .anyText), .optional("xmlns:xsi", .anyText)]),
        "batchedReport": NCMECType(attributes: [.required("reason", .word(["VIRAL_POTENTIAL_MEME"]))]),
        "incidentSummary": NCMECType(children: [
            .one("incidentType", .word(incidentTypes)), .optional("platform", .text(256)),
            .optional("escalateToHighPriority", .filled(3000)),
            .optional("reportAnnotations", type: "reportAnnotations"), .one("incidentDateTime", .time),
            .optional("incidentDateTimeDescription", .text(3000)),
        ]),
        "reportAnnotations": NCMECType(
            children: reportAnnotations.map { .optional($0, .flag) } + [
                .optional("informational", .flag, only: .aug2026)
            ], isAll: true),
        "lawEnforcement": NCMECType(children: [
            .one("agencyName", .text(255)), .optional("caseNumber", .text(100)),
            .optional("officerContact", type: "contactPerson"), .optional("reportedToLe", .boolean),
            .optional("servedLegalProcessDomestic", .boolean),
            .optional("servedLegalProcessInternational", type: "servedLegalProcessInternational"),
        ]),
        "servedLegalProcessInternational": NCMECType(
            attributes: [.optional("fleaCountry", .country)], text: .boolean),
        "reporter": NCMECType(children: [
            .one("reportingPerson", type: "person"), .optional("contactPerson", type: "contactPerson"),
            .optional("companyTemplate", .anyText), .optional("termsOfService", .text(3000)),
            .optional("legalURL", .text(2083)),
        ]),
    ]

    private static let fileTypes: [String: NCMECType] = [
        "fileDetails": NCMECType(
            children: [
                .one("reportId", .integer(0...Int64.max)), .one("fileId", .filled(64)),
                .optional("fileName", .text(2056), only: .nov2025), .optional("originalFileName", .text(2056)),
                .optional("uploadedToEspTimestamp", .time), .optional("locationOfFile", .text(2083)),
                .optional("fileViewedByEsp", .boolean), .optional("exifViewedByEsp", .boolean),
                .optional("publiclyAvailable", .boolean),
                .optional("fileRelevance", .word(["Reported", "Supplemental Reported"])),
                .optional("potentialMeme", .boolean), .optional("fileAnnotations", type: "fileAnnotations"),
                .optional("industryClassification", .word(["A1", "A2", "B1", "B2"])),
                .many("originalFileHash", type: "originalFileHash"),
                .optional("ipCaptureEvent", type: "ipCaptureEvent"),
                .many("deviceId", type: "deviceId"), .many("details", type: "details"),
                .many("additionalInfo", .text(3000)),
            ],
            attributes: [.optional("xsi:noNamespaceSchemaLocation", .anyText), .optional("xmlns:xsi", .anyText)]),
        "fileAnnotations": NCMECType(children: fileAnnotations.map { .optional($0, .flag) }, isAll: true),
        "originalFileHash": NCMECType(attributes: [.required("hashType", .filled(64))], text: .filled(3000)),
        "details": NCMECType(
            children: [.many("nameValuePair", type: "nameValuePair")],
            attributes: [.optional("type", .word(["EXIF", "HASH"]))]),
        "nameValuePair": NCMECType(children: [.one("name", .text(64)), .one("value", .anyText)]),
    ]
}
