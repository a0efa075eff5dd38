/// The rule of two people for what leaves the house or destroys.
///
/// A command that is about to act calls `require`: it uses up a matching approval, or proposes one and throws `approval.missing`
/// (exit 77). The second person approves with `alliance approve`, then the command is run again.
public enum Approvals {
    /// The events these functions log.
    public static let eventKinds = [
        EventKind(
            "approval.proposed", "Something that needs a second person was proposed.",
            facts: ["verb": "what is to happen"]),
        EventKind("approval.approved", "A second person approved it.", facts: ["verb": "what is to happen"]),
        EventKind(
            "approval.used", "An approval was used up by the act it allowed.",
            facts: ["verb": "what happened", "relaxed": "why one person was enough, when the configuration says so"]),
    ]

    /// Proposes an act and returns the approval that is waiting; an open one for the same thing is returned instead.
    public static func propose(
        _ verb: String, _ subject: EntityID, digest: Digest, in transaction: any StoreTransaction,
        _ context: CommandContext,
        hours: Int
    ) throws -> Approval {
        let now = context.surroundings.now()
        if let open = try find(verb, subject, digest, in: transaction, at: now) { return open }
        let approval = Approval(
            id: context.surroundings.makeID("approval"), verb: verb, subject: subject, digest: digest,
            proposer: context.actor, proposed: now, approver: nil, approved: nil, expires: now.adding(hours: hours),
            used: nil)
        try transaction.put(
            approval,
            because: Event("approval.proposed", subject, at: now, by: context.actor, facts: ["verb": .string(verb)]))
        return approval
    }

    /// Adds the second person's consent. Throws `approval.same-person` when proposer and approver are one.
    public static func approve(
        _ id: EntityID, in transaction: any StoreTransaction, _ context: CommandContext
    ) throws -> Approval {
        var approval = try transaction.require(Approval.self, id)
        let now = context.surroundings.now()
        guard approval.used == nil, approval.expires > now else {
            throw AllianceError(
                "approval.expired", "\(id) is used up or expired", hint: "run the command again to propose it anew",
                exit: .notAllowed)
        }
        guard approval.proposer != context.actor else {
            throw AllianceError(
                "approval.same-person", "\(context.actor) proposed this and cannot approve it",
                hint: "a second person approves with --actor", exit: .notAllowed)
        }
        if approval.approver != nil { return approval }
        approval.approver = context.actor
        approval.approved = now
        try transaction.put(
            approval,
            because: Event(
                "approval.approved", approval.subject, at: now, by: context.actor,
                facts: ["verb": .string(approval.verb)]))
        return approval
    }

    /// Uses up the approval of an act about to happen in this transaction. When there is none it throws `approval.missing`; the
    /// caller then proposes in a transaction of its own, with `propose`.
    public static func require(
        _ verb: String, _ subject: EntityID, digest: Digest, in transaction: any StoreTransaction,
        _ context: CommandContext, configuration: Configuration
    ) throws {
        let now = context.surroundings.now()
        if let reason = configuration.onePersonVerbs[verb] {
            try transaction.append(
                Event(
                    "approval.used", subject, at: now, by: context.actor,
                    facts: ["verb": .string(verb), "relaxed": .string(reason)]))
            return
        }
        guard var approval = try find(verb, subject, digest, in: transaction, at: now), approval.approver != nil else {
            throw AllianceError(
                "approval.missing", "\(verb) of \(subject) needs a second person's approval",
                hint: "see: alliance approvals", exit: .notAllowed)
        }
        approval.used = now
        try transaction.put(
            approval,
            because: Event("approval.used", subject, at: now, by: context.actor, facts: ["verb": .string(verb)]))
    }

    private static func find(
        _ verb: String, _ subject: EntityID, _ digest: Digest, in transaction: any StoreTransaction, at now: Instant
    ) throws -> Approval? {
        let query = Query<Approval>().where("subject", .equal, .text(subject)).where("verb", .equal, .text(verb))
            .where("open", .equal, .flag(true))
        return try transaction.all(query).first { $0.digest == digest && $0.expires > now }
    }
}
