public import AllianceKit
import Glibc

/// Looks names up. Called on a thread of its own, because the system's resolver blocks.
public struct NameResolver: Sendable {
    private let lookUp: @Sendable (String) throws -> [IPAddress]

    /// A resolver that asks `lookUp`.
    public init(_ lookUp: @escaping @Sendable (String) throws -> [IPAddress]) { self.lookUp = lookUp }

    /// All addresses of a name, each once. Throws `transport.name.unresolved` when it does not exist, `transport.name.empty` when it has
    /// no address, `transport.name.failed` when the resolver cannot tell.
    public func addresses(of name: String) throws -> [IPAddress] {
        var seen: Set<IPAddress> = []
        let found = try lookUp(name).filter { seen.insert($0).inserted }
        guard !found.isEmpty else { throw Self.empty(name) }
        return found
    }

    /// The system's resolver.
    public static let system = NameResolver { name in
        var hints = unsafe addrinfo()
        unsafe hints.ai_family = AF_UNSPEC
        unsafe hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
        var list: UnsafeMutablePointer<addrinfo>?
        let code = unsafe getaddrinfo(name, nil, &hints, &list)
        guard code == 0 else {
            let reason = unsafe String(cString: gai_strerror(code))
            // Names that do not exist are an answer; a resolver that fails is not.
            switch code {
            case EAI_NONAME: throw unresolved(name, reason)
            case noData: throw empty(name)
            default:
                throw AllianceError(
                    "transport.name.failed", "cannot look up \(name): \(reason)", exit: .unavailable)
            }
        }
        defer { unsafe freeaddrinfo(list) }
        var addresses: [IPAddress] = []
        var next = unsafe list
        while let entry = unsafe next {
            if let address = unsafe address(entry.pointee) { addresses.append(address) }
            unsafe next = entry.pointee.ai_next
        }
        return addresses
    }

    private static func address(_ entry: addrinfo) -> IPAddress? {
        guard let name = unsafe entry.ai_addr else { return nil }
        switch unsafe entry.ai_family {
        case AF_INET:
            return unsafe name.withMemoryRebound(to: sockaddr_in.self, capacity: 1) {
                unsafe .v4(UInt32(bigEndian: $0.pointee.sin_addr.s_addr))
            }
        case AF_INET6:
            return unsafe name.withMemoryRebound(to: sockaddr_in6.self, capacity: 1) { name in
                unsafe withUnsafeBytes(of: &name.pointee.sin6_addr) { bytes in
                    .v6(unsafe bytes.reduce(0) { $0 << 8 | UInt128($1) })
                }
            }
        default: return nil
        }
    }

    /// `EAI_NODATA` of glibc, which its headers show to GNU sources only: the name exists and has no address.
    private static let noData: Int32 = -5

    static func unresolved(_ name: String, _ reason: String) -> AllianceError {
        AllianceError("transport.name.unresolved", "\(name) cannot be resolved: \(reason)", exit: .unavailable)
    }

    static func empty(_ name: String) -> AllianceError {
        AllianceError("transport.name.empty", "\(name) has no address", exit: .unavailable)
    }
}
