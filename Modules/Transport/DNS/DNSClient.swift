public import AllianceKit
import Glibc

/// Asks name servers that the operator chose: for a look from another vantage point, and because only the answer's own code tells a name
/// that does not exist from a server that failed.
///
/// The servers are the operator's word and not judged by the address guard; what they answer is.
public struct DNSClient: Sendable {
    private let servers: [(address: IPAddress, port: UInt16)]
    private let seconds: Double

    /// A client for servers as `192.0.2.53`, `192.0.2.53:5353`, `2001:db8::53` or `[2001:db8::53]:5353`; each try waits so many seconds.
    /// Throws `transport.dns.server`.
    public init(servers: [String], seconds: Double = 3) throws(AllianceError) {
        var known: [(address: IPAddress, port: UInt16)] = []
        for text in servers {
            guard let server = Self.server(text) else {
                throw AllianceError(
                    "transport.dns.server", "\"\(text)\" is not the address of a name server",
                    hint: "for example 192.0.2.53 or [2001:db8::53]:5353", exit: .usage)
            }
            known.append(server)
        }
        guard !known.isEmpty else {
            throw AllianceError("transport.dns.server", "no name server is given", exit: .usage)
        }
        self.servers = known
        self.seconds = seconds
    }

    /// Whether a text names a server.
    public static func isServer(_ text: String) -> Bool { server(text) != nil }

    private static func server(_ text: String) -> (address: IPAddress, port: UInt16)? {
        if let address = IPAddress(text) { return (address, 53) }
        guard let colon = text.lastIndex(of: ":"), let port = UInt16(text[text.index(after: colon)...]), port > 0 else {
            return nil
        }
        var host = text[..<colon]
        if host.hasPrefix("["), host.hasSuffix("]") { host = host.dropFirst().dropLast() }
        return IPAddress(host).map { ($0, port) }
    }

    /// The addresses of a name, of both families.
    ///
    /// Errors: `transport.name.unresolved` when a server says that the name does not exist, `transport.name.empty` when it exists
    /// without an address, `transport.name.failed` when no server gives an answer. Blocks.
    public func addresses(of name: String) throws(AllianceError) -> [IPAddress] {
        let first = try ask(name, .a)
        if first.code == 3 { throw NameResolver.unresolved(name, "the name does not exist") }
        // Servers that know nothing of version 6 answer anything; what is known already stands.
        guard first.addresses.isEmpty else { return first.addresses + ((try? ask(name, .aaaa))?.addresses ?? []) }
        let second = try ask(name, .aaaa)
        guard !second.addresses.isEmpty else { throw NameResolver.empty(name) }
        return second.addresses
    }

    private func ask(_ name: String, _ kind: DNSQuestion.Kind) throws(AllianceError) -> DNSAnswer {
        var problem = "no answer"
        for _ in 0..<2 {
            for server in servers {
                let question = DNSQuestion(id: .random(in: .min ... .max), name: name, kind: kind)
                guard let bytes = question.bytes else { throw NameResolver.unresolved(name, "it is too long") }
                var answer = exchange(bytes, question, server, stream: false)
                if answer?.isTruncated == true { answer = exchange(bytes, question, server, stream: true) }
                guard let answer else { continue }
                if answer.code == 0 || answer.code == 3 { return answer }
                problem = answer.code == 2 ? "the name server failed" : "the name server refused (\(answer.code))"
            }
        }
        throw AllianceError("transport.name.failed", "cannot look up \(name): \(problem)", exit: .unavailable)
    }

    private func exchange(
        _ bytes: [UInt8], _ question: DNSQuestion, _ server: (address: IPAddress, port: UInt16), stream: Bool
    ) -> DNSAnswer? {
        guard let socket = DNSSocket(server.address, server.port, stream: stream, seconds: seconds) else { return nil }
        guard socket.send(bytes) else { return nil }
        // Answers to other questions are strays or forgeries; waiting for the right one ends with the time.
        while let message = socket.receive() {
            let answer = DNSAnswer(message, id: question.id, name: question.name, kind: question.kind.rawValue)
            if let answer { return answer }
            if stream { return nil }
        }
        return nil
    }
}

extension NameResolver {
    /// A resolver that asks these servers; see `DNSClient` for how they are written.
    public static func servers(_ servers: [String]) throws(AllianceError) -> NameResolver {
        let client = try DNSClient(servers: servers)
        return NameResolver { try client.addresses(of: $0) }
    }
}
