/// What one question to an RDAP server may cost.
public struct RDAPLimits: Sendable, Hashable {
    /// Redirects that are followed.
    public var redirects = 5
    /// Bytes of an answer.
    public var bytes = 2 << 20
    /// Seconds until a server that does not answer is given up.
    public var timeout = 20.0
    /// Seconds that are waited altogether, for the pace and for pauses that servers ask for.
    public var patience = 90.0
    /// Times that a server which had enough is asked.
    public var attempts = 3
    /// Seconds for which an answer is taken from the cache.
    public var maxAge = 12 * 3600.0
    /// Seconds for which "no data" and unreadable answers are.
    public var maxSilence = 3600.0

    /// The defaults.
    public init() {}
}
