/// What a trace may cost, and what it takes for a host to count as hiding.
public struct TraceRules: Sendable, Hashable {
    /// Questions to RDAP servers for one trace.
    public var questions = 16
    /// Addresses of one host that are looked at; the rest is counted.
    public var addresses = 16
    /// Addresses of one name that make it fast-flux, together with `fluxSystems`.
    public var fluxAddresses = 5
    /// Autonomous systems over which those addresses are spread.
    public var fluxSystems = 3
    /// Autonomous systems in which a host was found by traces of the last day that make it fast-flux.
    public var fluxMoves = 3

    /// The defaults.
    public init() {}
}
