import AllianceKit

/// The plain statement of a case: confirmed material that is gone.
enum StatementDraft {
    /// Makes it; what the caller gives replaces what follows from the case.
    ///
    /// Errors: `takedown.statement.unassessed` (the case was not confirmed), `takedown.statement.undecided` (nothing is known to
    /// have been removed, and no `application_date` was given), `takedown.statement.field` (the first fault of a field).
    static func make(
        _ record: CaseRecord, _ settings: StatementSettings, overrides: JSONObject
    ) throws(AllianceError) -> StatementOfReasons {
        guard let assessment = record.assessment, assessment.outcome == .confirmed else {
            throw AllianceError(
                "takedown.statement.unassessed", "\(record.reference) was not confirmed as illegal",
                hint: "see: alliance takedown assess")
        }
        let applied = overrides["application_date"] ?? .text(record.clocks.firstSeenOffline?.date)
        guard !applied.isNull else {
            throw AllianceError(
                "takedown.statement.undecided", "\(record.reference) is not known to have been removed",
                hint: "record a look, or give the day of the decision: --set application_date=YYYY-MM-DD")
        }
        let texts = StatementCodes.builtin.defaults
        var fields: JSONObject = [
            "decision_visibility": ["DECISION_VISIBILITY_CONTENT_REMOVED"],
            "decision_ground": "DECISION_GROUND_ILLEGAL_CONTENT",
            "illegal_content_legal_ground": .string(
                settings.legalGround.isEmpty ? texts.legalGround : settings.legalGround),
            "illegal_content_explanation": .string(
                settings.explanation.isEmpty ? texts.explanation : settings.explanation),
            "category": "STATEMENT_CATEGORY_PROTECTION_OF_MINORS",
            "category_specification": ["KEYWORD_CHILD_SEXUAL_ABUSE_MATERIAL"],
            "territorial_scope": .array(settings.territories.map { .string($0) }),
            // When it was put there is not known; it was there when it was first reported.
            "content_date": .text(record.clocks.received.date),
            "application_date": applied,
            "decision_facts": .string(settings.facts.isEmpty ? texts.facts : settings.facts),
            "source_type": .string(settings.sourceType.isEmpty ? source(record.channel) : settings.sourceType),
            "automated_detection": "No",
            "automated_decision": "AUTOMATED_DECISION_NOT_AUTOMATED",
            "puid": .string("\(record.id)-\(record.round)"),
        ]
        let (types, other) = contentTypes(assessment.media, record.contentKind)
        fields["content_type"] = .array(types.map { .string($0) })
        if let other { fields["content_type_other"] = .string(other) }
        for (name, value) in overrides.members { fields[name] = value }
        let statement = StatementOfReasons(fields)
        var problems = statement.problems
        for field in StatementField.all {
            guard case .text = field.kind, let text = statement.fields[field.name]?.stringValue else { continue }
            if let problem = StatementPrivacy.problem(in: text, of: record) {
                problems.append("\(field.name): \(problem)")
            }
        }
        guard problems.isEmpty else {
            throw AllianceError(
                "takedown.statement.field", "\(record.reference): \(problems.joined(separator: "; "))",
                hint: "change it with --set NAME=VALUE")
        }
        return statement
    }

    private static func contentTypes(_ media: MediaType?, _ kind: ContentKind) -> ([String], String?) {
        switch (media, kind) {
        case (.image, _), (nil, .image): (["CONTENT_TYPE_IMAGE"], nil)
        case (.video, _), (nil, .video): (["CONTENT_TYPE_VIDEO"], nil)
        case (.audio, _): (["CONTENT_TYPE_AUDIO"], nil)
        case (.text, _): (["CONTENT_TYPE_TEXT"], nil)
        case (.mixed, _): (["CONTENT_TYPE_OTHER"], "several kinds of media")
        case (nil, .page), (nil, .unknown): (["CONTENT_TYPE_OTHER"], "a web page")
        }
    }

    private static func source(_ channel: ReportChannel) -> String {
        switch channel {
        case .trustedFlagger: "SOURCE_TRUSTED_FLAGGER"
        case .webForm, .email: "SOURCE_ARTICLE_16"
        case .phone, .partnerHotline, .police, .feed, .other: "SOURCE_TYPE_OTHER_NOTIFICATION"
        }
    }
}
