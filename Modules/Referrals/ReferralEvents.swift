import AllianceKit

/// What happens to referrals, in the words of the ledger.
enum ReferralEvents {
    static let drafted = "referrals.drafted"
    static let approved = "referrals.approved"
    static let sealed = "referrals.sealed"
    static let queued = "referrals.queued"
    static let written = "referrals.written"
    static let sent = "referrals.sent"
    static let refused = "referrals.refused"
    static let outcome = "referrals.outcome"
    static let victimIdentified = "referrals.victim.identified"
    static let outboxChanged = "referrals.outbox.changed"
    static let holdPlaced = "referrals.hold.placed"

    static let kinds = [
        EventKind(
            drafted, "A referral was drafted.",
            facts: [
                "receiver": "to whom", "schema": "the state of the receiver's schema",
                "incidentType": "kind of incident",
                "files": "number of files", "matches": "number of recorded matches it rests on",
            ]),
        EventKind(
            approved, "A second person approved sending exactly this content.",
            facts: ["content": "digest of the package without its custody lines"]),
        EventKind(
            sealed, "A package of the referral was made.",
            facts: [
                "digest": "digest of the package's tag manifest", "content": "digest of what was judged",
                "encrypted": "whether it was sealed to a receiver's key",
            ]),
        EventKind(
            queued, "The referral was put into the outbox after approval.",
            facts: [
                "receiver": "to whom", "channel": "how", "digest": "digest of the package's tag manifest",
                "content": "digest of what was approved", "encrypted": "whether it was sealed to a receiver's key",
            ]),
        EventKind(
            written, "The package was written for somebody to hand over; nothing is known beyond that.",
            facts: ["channel": "how"]),
        EventKind(
            sent, "The receiver's acceptance was recorded: only now the referral counts as sent.",
            facts: ["receiver": "to whom", "channel": "how", "recordedAt": "when it was recorded, if later"]),
        EventKind(
            refused, "The receiver refused the referral.",
            facts: ["receiver": "to whom", "recordedAt": "when it was recorded, if later"]),
        EventKind(
            outcome, "It was told what came of the referral.",
            facts: [
                "result": "what came of it", "acted": "yes if an authority did something because of it",
                "recordedAt": "when it was recorded, if later",
            ]),
        EventKind(
            victimIdentified, "An authority told that a victim was identified through the referral.",
            facts: ["recordedAt": "when it was recorded, if later"]),
        EventKind(
            outboxChanged, "What is known of the outbox row of a referral changed; the subject is the row.",
            facts: ["state": "pending, written, accepted or refused", "channel": "how"]),
        EventKind(
            holdPlaced, "Data of the referral must be preserved, or may be kept no longer, until a day.",
            facts: ["kind": "which duty", "clock": "minimum, maximum or none", "until": "the end, if there is one"]),
    ]

    /// An event of something that may have happened earlier than it is recorded.
    static func late(
        _ kind: String, _ subject: EntityID, happened: Instant, _ context: CommandContext, facts: JSONObject
    ) -> Event {
        let now = context.surroundings.now()
        var facts = facts
        if happened != now { facts["recordedAt"] = .text(now) }
        return Event(kind, subject, at: happened, by: context.actor, facts: facts)
    }

    /// The event of a changed outbox row. It has a kind of its own, or indicators that count subjects would count a referral twice.
    static func outbox(_ row: OutboxMessage, at now: Instant, _ context: CommandContext) -> Event {
        Event(
            outboxChanged, row.id, at: now, by: context.actor,
            facts: ["state": .string(row.delivery.state.rawValue), "channel": .string(row.channel)])
    }
}
