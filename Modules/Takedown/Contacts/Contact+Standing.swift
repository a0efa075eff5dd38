public import AllianceKit

// How a contact's standing changes.

extension Contact {
    /// Whether a notice may go there.
    public var mayBeWrittenTo: Bool { standing == .approved }

    /// An analyst says that notices may go there.
    public mutating func approve(by actor: String, at time: Instant, reason: String?) {
        standing = .approved
        bouncesSince = 0
        decide(actor, time, reason)
    }

    /// An analyst decides against it.
    public mutating func reject(by actor: String, at time: Instant, reason: String) {
        standing = .rejected
        decide(actor, time, reason)
    }

    /// A notice came back for good. After `limit` of them since the approval the contact waits for an analyst again.
    public mutating func bounce(at time: Instant, code: String?, limit: Int) {
        bounces += 1
        bouncesSince += 1
        lastBounce = max(lastBounce ?? time, time)
        bounceCode = code
        if standing == .approved, bouncesSince >= limit { standing = .bounced }
    }

    /// Takes in that it is responsible for more than was known; false if nothing is new.
    public mutating func extend(to more: [ContactScope]) -> Bool {
        var changed = false
        for scope in more where !scopes.contains(scope) && scopes.count < Self.scopeLimit {
            scopes.append(scope)
            changed = true
        }
        return changed
    }

    private mutating func decide(_ actor: String, _ time: Instant, _ reason: String?) {
        decided = time
        decidedBy = actor
        self.reason = reason
    }
}
