/// What a format can say, declared by each; the tables of formats are made of it.
public struct BlockCapabilities: Sendable, Hashable {
    /// How exactly an exception of one kind can be said.
    public enum Exception: String, Sendable {
        /// As it is meant.
        case exact
        /// It lets more through than it was meant to: names below the host too. Nothing more is blocked.
        case wider
    }

    /// The kinds of rules it can block exactly as they are meant. Others are left out and reported.
    public var blocks: Set<BlockMatcher.Kind>
    /// The exceptions it can say. Of others, whatever block they would pierce is left out and reported.
    public var exceptions: [BlockMatcher.Kind: Exception]
    /// Whether hosts can be addresses.
    public var addressHosts: Bool
    /// Whether it can answer with a stop page instead of nothing.
    public var stopPage: Bool
    /// What people have to know about it, in a sentence or two.
    public var note: String

    /// Declares.
    public init(
        blocks: Set<BlockMatcher.Kind>, exceptions: [BlockMatcher.Kind: Exception], addressHosts: Bool = false,
        stopPage: Bool, note: String
    ) {
        self.blocks = blocks
        self.exceptions = exceptions
        self.addressHosts = addressHosts
        self.stopPage = stopPage
        self.note = note
    }

    /// `host, domain`, in the order of the kinds.
    public var blocksText: String {
        BlockMatcher.Kind.allCases.filter(blocks.contains).map(\.rawValue).joined(separator: ", ")
    }

    /// `host, domain`; an asterisk marks exceptions that let more through than they were meant to.
    public var exceptionsText: String {
        BlockMatcher.Kind.allCases.compactMap { kind in
            exceptions[kind].map { $0 == .wider ? kind.rawValue + "*" : kind.rawValue }
        }.joined(separator: ", ")
    }
}
