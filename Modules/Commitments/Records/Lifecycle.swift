public import AllianceKit

/// Where a commitment is in the register, and since when.
public struct Lifecycle: Sendable, Hashable, Codable {
    /// The places.
    public enum State: String, Sendable, Codable, CaseIterable {
        /// Being written; nobody else relies on it.
        case draft
        /// Handed in by the country.
        case submitted
        /// Sent back for correction.
        case returned
        /// In the register.
        case registered
        /// No longer followed up; `closure` says why.
        case closed
    }

    /// Why follow-up ended.
    public enum Closure: String, Sendable, Codable, CaseIterable {
        /// It was done.
        case completed
        /// Its time passed.
        case expired
        /// The country took it back.
        case withdrawn
        /// Another commitment took its place.
        case superseded
        /// The participant left.
        case lapsed
    }

    /// Where it is.
    public var state: State
    /// Since when.
    public var since: Instant
    /// Why it is closed; nil in every other state.
    public var closure: Closure?
    /// The reason given for a closure.
    public var reason: String?

    /// Makes a lifecycle.
    public init(_ state: State, since: Instant, closure: Closure? = nil, reason: String? = nil) {
        self.state = state
        self.since = since
        self.closure = closure
        self.reason = reason
    }

    /// The states that may follow.
    public static func successors(of state: State) -> [State] {
        switch state {
        case .draft: [.submitted, .registered, .closed]
        case .submitted: [.returned, .registered, .closed]
        case .returned: [.submitted, .closed]
        case .registered: [.closed]
        case .closed: []
        }
    }

    /// The lifecycle moved to another state; throws `commitments.lifecycle` if that may not follow.
    public func moved(to next: State, at time: Instant, closure: Closure? = nil, reason: String? = nil) throws
        -> Lifecycle
    {
        guard Self.successors(of: state).contains(next) else {
            let allowed = Self.successors(of: state).map(\.rawValue).joined(separator: " or ")
            throw AllianceError(
                "commitments.lifecycle", "it is \(state.rawValue) and cannot become \(next.rawValue)",
                hint: allowed.isEmpty ? "nothing follows a closed commitment" : "it can become \(allowed)",
                exit: .notAllowed)
        }
        return Lifecycle(next, since: time, closure: closure, reason: reason)
    }
}
