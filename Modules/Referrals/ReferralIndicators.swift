import AllianceKit

/// What is counted of referrals. A referral counts as sent when the receiver's acceptance is recorded, not when a file
/// is written.
enum ReferralIndicators {
    static let definitions = [
        IndicatorDefinition(
            id: "LE.referrals-sent", target: .lawEnforcement, title: "Referrals accepted by their receivers",
            definition:
                "Referrals with a recorded acceptance by the receiver in the period, counted once each, "
                + "at the time the receiver answered.",
            unit: "referrals", measure: .subjectCount(kind: ReferralEvents.sent), breakdowns: ["receiver", "channel"],
            caveat: "An activity count: more may mean more crime, more detection or better recording. "
                + "Referrals handed over without a recorded answer are not counted."),
        IndicatorDefinition(
            id: "LE.referrals-acted-on", target: .lawEnforcement, title: "Share of referrals an authority acted on",
            definition:
                "Of referrals accepted in the period, the share with a recorded outcome that says an authority did "
                + "something because of it (case opened, acted on, victim identified, child safeguarded, arrest).",
            unit: "percent", direction: .up,
            measure: .share(
                of: ReferralEvents.sent, to: ReferralEvents.outcome, fact: "result",
                values: OutcomeResult.acted.map(\.rawValue), decides: .any), breakdowns: ["receiver"],
            caveat:
                "Depends on feedback: authorities often cannot or do not tell. "
                + "A referral without feedback counts as not acted on."
        ),
        IndicatorDefinition(
            id: "LE.referral-time", target: .lawEnforcement, title: "Time from draft to acceptance",
            definition:
                "Time from the draft of a referral to the receiver's recorded acceptance; "
                + "referrals not accepted so far are censored.",
            unit: "seconds", direction: .down,
            measure: .duration(
                from: ReferralEvents.drafted, to: [ReferralEvents.sent], pausedFrom: nil, pausedTo: nil),
            breakdowns: ["receiver", "incidentType"],
            caveat: "Includes waiting for approval and for the receiver. Short is not good if care suffers."),
        IndicatorDefinition(
            id: "VIC.victims-identified", target: .victims, title: "Referrals through which a victim was identified",
            definition:
                "Referrals for which an authority told, in the period, that a victim was identified, "
                + "counted once each, at the time it was told.",
            unit: "referrals", direction: .none, measure: .subjectCount(kind: ReferralEvents.victimIdentified),
            caveat: "Only outcomes that were told and recorded; the status stated in a referral is never counted. "
                + "One referral may concern several victims, and several referrals one."),
    ]
}
