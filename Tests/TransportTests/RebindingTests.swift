import AllianceKit
import Synchronization
import Testing

@testable import Transport

/// Names that answer differently from one question to the next, over real sockets.
struct RebindingTests {
    private static let loopback = IPAddress("127.0.0.1")!
    private static let inside = IPAddress("10.0.0.1")!

    /// The first answer is good, all later ones point inside.
    private func rebinding(_ count: SharedCount) -> NameResolver {
        NameResolver { _ in count.next() == 1 ? [Self.loopback] : [Self.inside] }
    }

    @Test func aNameIsAskedForOnceAndTheCheckedAddressIsConnectedTo() async throws {
        let server = try LoopbackServer.http { _, _, _ in "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n" }
        let count = SharedCount()
        let client = CurlHTTPClient(
            guard: AddressGuard(allowingLoopbackOn: [server.port]), resolver: rebinding(count))
        let answer = try await client.send(HTTPRequest("GET", "http://rebind.test:\(server.port)/"))
        #expect(answer.address == "127.0.0.1")
        #expect(count.value == 1)
    }

    @Test func aRedirectToTheSameNameIsLookedUpAndCheckedAgain() async throws {
        let server = try LoopbackServer.http { _, _, _ in
            "HTTP/1.1 302 Found\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n"
        }
        let count = SharedCount()
        let client = CurlHTTPClient(
            guard: AddressGuard(allowingLoopbackOn: [server.port]), resolver: rebinding(count))
        let error = await #expect(throws: AllianceError.self) {
            try await client.send(HTTPRequest("GET", "http://rebind.test:\(server.port)/", redirects: 5))
        }
        #expect(error?.code == "transport.address.refused")
        #expect(server.lines.filter { $0.hasPrefix("GET") }.count == 1)
    }

    /// From the one permitted port to another one that listens as well: the permission is for a port, not for the machine.
    @Test func aRedirectToAnotherLoopbackPortIsRefused() async throws {
        let inner = try LoopbackServer.http { _, _, _ in "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n" }
        for host in [
            "127.0.0.1", "2130706433", "0177.0.0.1", "0x7f.1", "127.1", "[::ffff:7f00:1]", "inner.test", "localhost",
        ] {
            let outer = try LoopbackServer.http { [port = inner.port] _, _, _ in
                "HTTP/1.1 307 Temporary Redirect\r\nLocation: http://\(host):\(port)/\r\nContent-Length: 0\r\n\r\n"
            }
            let client = CurlHTTPClient(
                guard: AddressGuard(allowingLoopbackOn: [outer.port]), resolver: NameResolver { _ in [Self.loopback] })
            let error = await #expect(throws: AllianceError.self) {
                try await client.send(HTTPRequest("GET", "http://127.0.0.1:\(outer.port)/", redirects: 5))
            }
            #expect(error?.exitCode == .notAllowed || error?.code == "transport.url.host", "\(host)")
        }
        #expect(inner.lines.isEmpty)
    }

    @Test func onlyCheckedPeersAreSpokenTo() throws {
        let checked = [try #require(IPAddress("1.1.1.1"))]
        let exchange = CurlExchange { text, _ throws(AllianceError) in
            guard let peer = IPAddress(text), checked.contains(peer) else {
                throw AllianceError("transport.address.refused", "no", exit: .notAllowed)
            }
        }
        #expect(exchange.checkPeer("1.1.1.1", port: 443))
        #expect(!exchange.checkPeer("1.0.0.1", port: 443))
    }
}

/// Counts across threads.
private final class SharedCount: Sendable {
    private let count = Mutex(0)
    func next() -> Int {
        count.withLock {
            $0 += 1
            return $0
        }
    }
    var value: Int { count.withLock { $0 } }
}
