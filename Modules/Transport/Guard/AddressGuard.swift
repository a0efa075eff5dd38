public import AllianceKit

/// Which addresses, ports and names may be connected to: public ones on web ports, and nothing else.
///
/// A hotline fetches URLs that strangers send in; without this, they could make it fetch from its own network. Sources: the IANA
/// special-purpose address registries.
public struct AddressGuard: Sendable {
    /// Ports that may be connected to.
    public let ports: Set<UInt16>
    /// Ports on which loopback addresses may be connected to; for tests.
    public let loopbackPorts: Set<UInt16>

    /// A guard; without other words only for ports 80 and 443, and never for loopback.
    public init(ports: Set<UInt16> = [80, 443], allowingLoopbackOn loopbackPorts: Set<UInt16> = []) {
        self.ports = ports
        self.loopbackPorts = loopbackPorts
    }

    /// Checks one address with the port that is to be connected to. Throws `transport.address.refused` or `transport.port.refused`.
    public func check(_ address: IPAddress, port: UInt16) throws(AllianceError) {
        if Self.isLoopback(address), loopbackPorts.contains(port) { return }
        if let reason = AddressRanges.objection(to: address) {
            throw AllianceError(
                "transport.address.refused", "\(address) must not be connected to: \(reason)", exit: .notAllowed)
        }
        guard ports.contains(port) else {
            let known = ports.sorted().map { String($0) }.joined(separator: ", ")
            throw AllianceError(
                "transport.port.refused", "port \(port) must not be connected to", hint: "allowed are \(known)",
                exit: .notAllowed)
        }
    }

    /// Checks a name before it is looked up. Throws `transport.name.refused`.
    public func check(name: String) throws(AllianceError) {
        let labels = name.lowercased().split(separator: ".")
        let local: Set<Substring> = ["localhost", "local", "internal", "localdomain", "onion"]
        let isLocal =
            labels.count < 2 || labels.last.map { local.contains($0) } == true
            || labels.suffix(2) == ["home", "arpa"]
        if isLocal {
            throw AllianceError(
                "transport.name.refused", "\(name) is a local name or cannot be looked up", exit: .notAllowed)
        }
    }

    private static func isLoopback(_ address: IPAddress) -> Bool {
        switch address {
        case .v4(let bits): bits >> 24 == 127
        case .v6(let bits): bits == 1
        }
    }
}
