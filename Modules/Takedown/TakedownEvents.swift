import AllianceKit

/// The kinds of events that Takedown logs. Facts are codes, counts and times: no URL, no person, no words of a report.
enum TakedownEvents {
    static let kinds = intake + handling + notices + followUp + contacts + StatementEvents.kinds

    private static let recordedAt = "when it was recorded, if later than it happened"
    private static let state = "where the case stands after it"

    private static let intake = [
        EventKind(
            "takedown.case.received", "A report opened a case; the time is the report's.",
            facts: reportFacts),
        EventKind(
            "takedown.case.duplicate", "A report joined a case of the same resource; the time is the report's.",
            facts: reportFacts),
        EventKind("takedown.report.recorded", "A report was taken in and kept."),
        EventKind(
            "takedown.line.rejected", "A line of an intake file could not be used and was kept aside.",
            facts: ["code": "the error's code"]),
    ]

    private static let reportFacts = [
        "channel": "how the report came", "contentKind": "what is said to be there",
        "reporterCountry": "the reporter's country", "recordedAt": recordedAt,
        "confirmable": "whether the reporter can be told that the report was received",
        "linked": "that no reporter named it: another case's address led to it",
    ]

    private static let handling = [
        EventKind("takedown.case.updated", "A case moved on.", facts: ["state": state, "recordedAt": recordedAt]),
        EventKind(
            "takedown.case.assessed", "An analyst assessed a case.",
            facts: [
                "outcome": "confirmed, notIllegal, outOfScope or notFound",
                "relaxed": "why one analyst was enough, when the configuration says so",
                "classification": "how confirmed material is classed", "media": "what kind of material it is",
                "round": "1, and one more each time it was confirmed again", "state": state, "recordedAt": recordedAt,
            ]),
        EventKind(
            "takedown.case.triaged", "A case was sorted by urgency.",
            facts: ["priority": "urgent, high, normal or low", "state": state]),
        EventKind(
            "takedown.case.opinion", "A first analyst assessed a case; a second has to agree.",
            facts: [
                "outcome": "confirmed or notIllegal", "round": "the round of the case",
                "disagree": "that another analyst found otherwise", "state": state, "recordedAt": recordedAt,
            ]),
        EventKind(
            "takedown.material.described", "What confirmed material is, in codes.",
            facts: [
                "ageBand": "infant, pre-pubescent, pubescent or unknown", "sex": "female, male, both or unknown",
                "origin": "how it came about", "selfGenerated": "yes, no or unknown", "round": "the round of the case",
            ]),
        EventKind(
            "takedown.case.traced", "The host of a case was looked for.",
            facts: [
                "outcome": "hosted (own country), abroad, unknown (hidden) or unfinished",
                "found": "the tracer's own word",
                "country": "the host's country", "asn": "the autonomous system", "state": state,
            ]),
        EventKind(
            "takedown.authority.informed", "Law enforcement was informed.",
            facts: ["until": "until when notices wait for its answer", "state": state, "recordedAt": recordedAt]),
        EventKind(
            "takedown.authority.answered", "Notices wait for law enforcement no longer.",
            facts: ["how": "answered or timeOver", "state": state, "recordedAt": recordedAt]),
        EventKind(
            "takedown.hold.reminded", "Someone is to ask whether a hold is still needed.",
            facts: ["until": "when it ends", "state": state]),
        EventKind(
            "takedown.appeal.received", "Someone objects to a case.",
            facts: ["by": "the role of who objects", "state": state, "recordedAt": recordedAt]),
        EventKind(
            "takedown.appeal.decided", "An objection was decided.",
            facts: ["decision": "upheld or rejected", "by": "the role of who objects", "state": state]),
        EventKind(
            "takedown.case.linked", "The address of a case led to another address, which is a case of its own.",
            facts: ["state": state]),
        EventKind(
            "takedown.hold.placed", "Law enforcement asked that no notice leaves.",
            facts: ["until": "when it ends", "state": state, "recordedAt": recordedAt]),
        EventKind(
            "takedown.hold.extended", "A hold got another end.",
            facts: ["until": "when it ends", "state": state, "recordedAt": recordedAt]),
        EventKind(
            "takedown.hold.released", "A hold ended.",
            facts: ["how": "released or expired", "state": state, "recordedAt": recordedAt]),
        EventKind("takedown.case.withdrawn", "A case was taken back.", facts: ["state": state]),
        EventKind(
            "takedown.case.closed", "A case was closed.", facts: ["as": "done, duplicate or abroad", "state": state]),
    ]

    private static let noticeFacts = [
        "channel": "the way it takes", "level": "the step of the escalation, 0 is the host",
        "round": "the round of the case", "reminder": "the number of the reminder", "state": state,
    ]

    private static let notices = [
        EventKind("takedown.notice.proposed", "A notice was written and waits for approval.", facts: noticeFacts),
        EventKind("takedown.notice.changed", "A notice changed.", facts: ["state": "how far the notice came"]),
        EventKind(
            "takedown.letter.changed", "A letter was written or went on.",
            facts: ["state": "how far it came", "kind": "what it is", "cases": "cases in it"]),
        EventKind("takedown.notice.queued", "An approved notice went into the outbox.", facts: noticeFacts),
        EventKind(
            "takedown.notice.withheld",
            "A notice in the outbox was kept back, because of its own case, its contact or another case in the letter.",
            facts: noticeFacts),
        EventKind("takedown.message.queued", "A message went into the outbox."),
        EventKind("takedown.message.begun", "The hand-over of a message began."),
        EventKind("takedown.message.waiting", "A message was not handed over and is tried again later."),
        EventKind("takedown.message.written", "A channel wrote a message; nothing is known beyond that."),
        EventKind("takedown.message.accepted", "The other side accepted a message."),
        EventKind("takedown.message.refused", "The other side refused a message."),
        EventKind("takedown.message.unknown", "A message may or may not have arrived."),
        EventKind("takedown.message.lapsed", "A message was not taken for too long."),
        EventKind("takedown.message.withheld", "A message did not leave, because something changed before."),
        EventKind("takedown.message.resent", "A person decided to send a message again that may have arrived."),
        EventKind("takedown.message.answered", "The answer to a message was recorded."),
        EventKind(
            "takedown.notice.sent", "The provider's server accepted a notice; the time is its answer's.",
            facts: answerFacts),
        EventKind(
            "takedown.notice.refused", "The provider's server refused a notice; the time is its answer's.",
            facts: answerFacts),
        EventKind("takedown.notice.unknown", "A notice may or may not have arrived.", facts: answerFacts),
        EventKind(
            "takedown.notice.answered", "A provider answered a notice with its code; the time is the answer's.",
            facts: noticeFacts.merging([
                "answer": "received, removed, dispute or not-ours", "recordedAt": recordedAt,
            ]) { first, _ in first }),
        EventKind("takedown.notice.bounced", "A notice came back.", facts: answerFacts),
        EventKind(
            "takedown.mail.received", "A mail was read from the inbox.",
            facts: [
                "kind": "what it was taken for", "kept": "whether a person has to look at it",
                "code": "of a bounce or an answer",
            ]),
    ]

    private static let answerFacts = noticeFacts.merging([
        "code": "the server's code, or what became of it", "recordedAt": recordedAt,
    ]) { first, _ in first }

    private static let contactFacts = [
        "standing": "found, approved, rejected or bounced", "way": "mail, form or api",
        "kind": "what it is to the content", "origin": "trace, hand or file",
    ]

    private static let contacts = [
        EventKind(
            "takedown.rdap.kept", "An answer of an RDAP server was kept.",
            facts: ["kind": "answer, noData or malformed"]),
        EventKind("takedown.rdap.erased", "A kept answer of an RDAP server was erased."),
        EventKind("takedown.contact.found", "A trace found a contact.", facts: contactFacts),
        EventKind(
            "takedown.contact.extended", "A trace found that a contact is responsible for more.", facts: contactFacts),
        EventKind("takedown.contact.added", "A contact was put in by hand or by file.", facts: contactFacts),
        EventKind(
            "takedown.contact.approved", "An analyst said that notices may go to a contact.", facts: contactFacts),
        EventKind("takedown.contact.rejected", "An analyst decided against a contact.", facts: contactFacts),
        EventKind(
            "takedown.contact.bounced", "A notice to a contact came back for good.",
            facts: contactFacts.merging([
                "code": "the code it came back with", "bounces": "notices to it that came back, ever",
            ]) { first, _ in first }),
    ]

    private static let followUp = [
        EventKind(
            "takedown.case.checked", "Someone looked at the address; the time is the look's.",
            facts: [
                "outcome": "what was found", "reason": "why the look says so", "status": "the HTTP status",
                "round": "the round of the case",
                "state": state, "recordedAt": recordedAt,
            ]),
        EventKind("takedown.look.filed", "A look that an earlier version kept inside its case became a row."),
        EventKind(
            "takedown.case.removed",
            "Enough looks missed the content: it is gone. The time is the first of them (T5).",
            facts: [
                "lastSeenOnline": "T4, the start of the interval in which it was removed",
                "firstSeenOffline": "T5, its end", "observations": "misses that confirm it",
                "country": "the host's country", "asn": "the autonomous system", "round": "the round of the case",
                "recordedAt": recordedAt,
            ]),
        EventKind(
            "takedown.case.reappeared", "Removed content was seen again; the time is the look's.",
            facts: ["round": "the round of the case"]),
    ]
}
