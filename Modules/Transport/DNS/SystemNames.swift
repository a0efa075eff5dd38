public import AllianceKit
import Dispatch
import Glibc

/// Names and addresses from a resolver, asked on threads of their own.
public struct SystemNames: NameLookup {
    private let resolver: NameResolver
    private let reverses: Bool

    /// A look-up over a resolver; names of addresses come from the system's resolver, and not at all where `reverses` is false.
    public init(_ resolver: NameResolver = .system, reverses: Bool = true) {
        self.resolver = resolver
        self.reverses = reverses
    }

    /// All addresses of a name. Names that are local by themselves are refused with `transport.name.refused`.
    public func addresses(of name: String) async throws -> [IPAddress] {
        try AddressGuard().check(name: name)
        return try await withCheckedThrowingContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(with: Result { try resolver.addresses(of: name) })
            }
        }
    }

    /// The name of an address.
    public func name(of address: IPAddress) async -> String? {
        guard reverses else { return nil }
        return await withCheckedContinuation { continuation in
            DispatchQueue.global().async { continuation.resume(returning: Self.reverse(address)) }
        }
    }

    private static func reverse(_ address: IPAddress) -> String? {
        switch address {
        case .v4(let bits):
            var name = sockaddr_in()
            name.sin_family = sa_family_t(AF_INET)
            name.sin_addr.s_addr = bits.bigEndian
            return unsafe reverse(&name)
        case .v6(let bits):
            var name = sockaddr_in6()
            name.sin6_family = sa_family_t(AF_INET6)
            unsafe withUnsafeMutableBytes(of: &name.sin6_addr) { space in
                unsafe withUnsafeBytes(of: bits.bigEndian) { unsafe space.copyMemory(from: $0) }
            }
            return unsafe reverse(&name)
        }
    }

    private static func reverse<Name>(_ name: UnsafeMutablePointer<Name>) -> String? {
        var host = [CChar](repeating: 0, count: 1025)
        let count = socklen_t(host.count)
        let code = unsafe name.withMemoryRebound(to: sockaddr.self, capacity: 1) { name in
            unsafe getnameinfo(
                name, socklen_t(MemoryLayout<Name>.size), &host, count, nil, 0, Int32(NI_NAMEREQD))
        }
        guard code == 0 else { return nil }
        return String(decoding: host.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
}
