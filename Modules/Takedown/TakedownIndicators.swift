import AllianceKit

/// What Takedown can be measured by. Every definition says what is counted and how it is easily misread.
enum TakedownIndicators {
    /// Removal is asked for confirmed content only: the latest assessment of the case found it illegal.
    private static let confirmed = IndicatorDefinition.EventCondition(
        kind: "takedown.case.assessed", fact: "outcome", values: ["confirmed"])

    static let all = [
        IndicatorDefinition(
            id: "AVAIL.reports-received", target: .availability, title: "Cases opened by reports",
            definition:
                "Resources for which a first report was received in the period. Further reports of a resource with an open "
                + "case are not counted here.",
            unit: "cases", measure: .eventCount(kind: "takedown.case.received"),
            breakdowns: ["channel", "contentKind", "reporterCountry"],
            caveat: "More reports can mean more material, more awareness or an easier form."),
        IndicatorDefinition(
            id: "AVAIL.reports-confirmed", target: .availability, title: "Share of reported cases assessed as illegal",
            definition:
                "Of the cases opened by reports received in the period, those that an analyst assessed as child sexual abuse "
                + "material.",
            unit: "percent",
            measure: .share(
                of: "takedown.case.received", to: "takedown.case.assessed", fact: "outcome", values: ["confirmed"]),
            breakdowns: ["channel", "contentKind"],
            caveat: "The share depends on who reports what; cases that are not assessed yet count as not confirmed."),
        IndicatorDefinition(
            id: "AVAIL.removal-time", target: .availability, title: "Time from report to removal",
            definition:
                "From the receipt of a report that was confirmed to the first look that missed the content, in a run of looks "
                + "that confirmed the removal. Cases whose content is still up count as censored (Kaplan–Meier).",
            unit: "seconds", direction: .down,
            measure: .duration(
                from: "takedown.case.received", to: ["takedown.case.removed"], pausedFrom: nil, pausedTo: nil,
                among: confirmed),
            breakdowns: ["channel", "contentKind"],
            caveat:
                "Removal lies somewhere between the last look that saw the content and the first that did not; this takes the "
                + "later end. Only confirmed cases are in it; those that were referred abroad stay open until their removal is seen."
        ),
        IndicatorDefinition(
            id: "AVAIL.removal-time-without-holds", target: .availability,
            title: "Time from report to removal, law-enforcement holds left out",
            definition: "As AVAIL.removal-time, but the clock stands still while a law-enforcement hold lives.",
            unit: "seconds", direction: .down,
            measure: .duration(
                from: "takedown.case.received", to: ["takedown.case.removed"], pausedFrom: "takedown.hold.placed",
                pausedTo: "takedown.hold.released", among: confirmed),
            caveat: "The content was reachable during the hold; report both times side by side."),
        IndicatorDefinition(
            id: "AVAIL.provider-time", target: .availability, title: "Time from accepted notice to removal",
            definition:
                "From the moment the provider's mail server accepted the notice to the first look that missed the content.",
            unit: "seconds", direction: .down,
            measure: .duration(
                from: "takedown.notice.sent", to: ["takedown.case.removed"], pausedFrom: nil, pausedTo: nil),
            breakdowns: ["channel"],
            caveat:
                "Acceptance by a server is not reading by a person. Content that was gone before the notice is not in it."
        ),
        IndicatorDefinition(
            id: "AVAIL.assessment-time", target: .availability, title: "Time from report to assessment",
            definition: "From the receipt of the report to its assessment, whatever the assessment found.",
            unit: "seconds",
            direction: .down,
            measure: .duration(
                from: "takedown.case.received", to: ["takedown.case.assessed"], pausedFrom: nil, pausedTo: nil),
            breakdowns: ["channel"],
            caveat: "Includes nights and weekends. Very short times can also mean superficial assessment."),
        IndicatorDefinition(
            id: "AVAIL.reappearance", target: .availability, title: "Share of removed content that came back",
            definition:
                "Of the cases with a confirmed removal, those in which a later look saw the content again at the same "
                + "address.",
            unit: "percent", direction: .down,
            measure: .share(
                of: "takedown.case.removed", to: "takedown.case.reappeared", fact: nil, values: []),
            caveat: "Only what was looked at again can be seen again; copies at other addresses are not in it."),
        IndicatorDefinition(
            id: "LE.hold-time", target: .lawEnforcement, title: "Duration of law-enforcement holds",
            definition: "From the moment a hold was placed to its release or expiry.", unit: "seconds",
            measure: .duration(
                from: "takedown.hold.placed", to: ["takedown.hold.released"], pausedFrom: nil, pausedTo: nil),
            caveat: "A hold can save evidence and victims; shorter is not better by itself."),
    ]
}
