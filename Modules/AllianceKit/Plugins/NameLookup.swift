/// Finds addresses of names and names of addresses. Implemented by Transport over the system's resolver or chosen name servers; twins in
/// tests answer from tables.
public protocol NameLookup: Sendable {
    /// All addresses of a name. Throws `transport.name.unresolved` when it does not exist, `transport.name.empty` when it has no
    /// address, `transport.name.failed` when the resolver cannot tell.
    func addresses(of name: String) async throws -> [IPAddress]
    /// The name that an address's operator gave it; nil when there is none or the resolver cannot tell.
    func name(of address: IPAddress) async -> String?
}

/// Refuses every look-up: for surroundings without a network.
public struct NoNames: NameLookup {
    /// Makes one.
    public init() {}
    /// Throws `network.off`.
    public func addresses(of name: String) async throws -> [IPAddress] {
        throw AllianceError("network.off", "there is no network here", exit: .unavailable)
    }
    /// Nil.
    public func name(of address: IPAddress) async -> String? { nil }
}
