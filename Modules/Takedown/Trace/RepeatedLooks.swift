public import AllianceKit

/// Looks a name up more than once, because hosts that hide change their addresses from look to look, and because one resolver that knows
/// nothing proves nothing.
public struct RepeatedLooks: Resolver {
    private let lookups: [any NameLookup]
    private let looks: Int
    private let pause: Double
    private let sleep: @Sendable (Double) async throws -> Void

    /// Asks each of the look-ups in turn until there were so many looks (at least two), with a pause of seconds between rounds.
    public init(
        _ lookups: [any NameLookup], looks: Int = 2, pause: Double = 5,
        sleep: @escaping @Sendable (Double) async throws -> Void
    ) {
        self.lookups = lookups
        self.looks = max(2, looks)
        self.pause = pause
        self.sleep = sleep
    }

    /// All addresses of all looks; `noSuchName` when every look that got an answer says so, and at least two did.
    public func resolve(_ name: String) async throws -> Resolution {
        var addresses: [IPAddress] = []
        var denials = 0
        for look in 0..<looks where !lookups.isEmpty {
            if look > 0, look % lookups.count == 0 { try await sleep(pause) }
            do {
                for address in try await lookups[look % lookups.count].addresses(of: name)
                where !addresses.contains(address) { addresses.append(address) }
            } catch let error as AllianceError {
                switch error.code {
                case "transport.name.unresolved", "transport.name.empty": denials += 1
                case "network.off", "transport.dns.server", "transport.name.refused": throw error
                default: continue
                }
            }
        }
        if !addresses.isEmpty { return .addresses(addresses) }
        return denials >= 2 ? .noSuchName : .unknown
    }
}

/// Asks one resolver, and another only where the first knows nothing: local data first, then the network.
public struct FirstKnown: Resolver {
    private let first: any Resolver
    private let second: any Resolver

    /// The first is asked first.
    public init(_ first: any Resolver, or second: any Resolver) {
        self.first = first
        self.second = second
    }

    /// What the first knows, else what the second does.
    public func resolve(_ name: String) async throws -> Resolution {
        let known = try await first.resolve(name)
        return known == .unknown ? try await second.resolve(name) : known
    }
}
