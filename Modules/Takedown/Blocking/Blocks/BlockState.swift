public import CommandLineKit

/// Where a block stands. The shape is that of RTIR's countermeasures, with a proposal before it.
public enum BlockState: String, Sendable, Codable, CaseIterable, ArgumentValue {
    /// Someone asked for it.
    case proposed
    /// Checked, and waiting for its second person.
    case pendingActivation
    /// On the next list.
    case active
    /// Off the next list, and on the last one still.
    case pendingRemoval
    /// On no list.
    case removed

    /// Whether it is on the way to a list or on one.
    public var isLive: Bool { self != .removed }
}

/// What can happen to a block.
public enum BlockVerb: String, Sendable, Codable, CaseIterable {
    /// Someone wants it active.
    case submit
    /// Two persons agreed.
    case activate
    /// It is to leave the list.
    case lift
    /// It is to stay after all.
    case keep
    /// A list was built without it, or it never came onto one.
    case remove
    /// It is asked for again.
    case propose
}

extension BlockState {
    /// The next state, or nil where the verb does not apply: a pure function, read from one table.
    public func after(_ verb: BlockVerb) -> BlockState? { Self.table[self]?[verb] }

    private static let table: [BlockState: [BlockVerb: BlockState]] = [
        .proposed: [.submit: .pendingActivation, .lift: .removed, .remove: .removed],
        .pendingActivation: [.submit: .pendingActivation, .activate: .active, .lift: .removed, .remove: .removed],
        .active: [.lift: .pendingRemoval, .remove: .removed],
        .pendingRemoval: [.remove: .removed, .keep: .active],
        .removed: [.propose: .proposed],
    ]
}
