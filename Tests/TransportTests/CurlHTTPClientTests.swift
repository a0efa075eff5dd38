import AllianceKit
import Synchronization
import Testing

@testable import Transport

/// HTTP over loopback.
struct CurlHTTPClientTests {
    private static let loopback = IPAddress("127.0.0.1")!

    private func client(_ ports: Set<UInt16>, names: [String: [IPAddress]] = [:]) -> CurlHTTPClient {
        CurlHTTPClient(
            guard: AddressGuard(allowingLoopbackOn: ports),
            resolver: NameResolver { names[$0] ?? ($0.hasSuffix(".test") ? [Self.loopback] : []) },
            userAgent: "alliance-test")
    }

    @Test func getsStatusHeadersAndBody() async throws {
        let server = try LoopbackServer.http { _, _, _ in
            "HTTP/1.1 404 Not Found\r\nX-One: a:b\r\nX-ONE:  c\r\nContent-Length: 5\r\n\r\nhello"
        }
        let answer = try await client([server.port]).send(
            HTTPRequest("GET", "http://host.test:\(server.port)/a/../b?q", headers: [("X-Mine", "1"), ("X-Empty", "")]))
        #expect(answer.status == 404)
        #expect(answer.headers.filter { $0.name == "x-one" }.map(\.value) == ["a:b", "c"])
        #expect(answer.body == Array("hello".utf8))
        #expect(answer.address == "127.0.0.1")
        #expect(answer.url == "http://host.test:\(server.port)/a/../b?q")
        let lines = server.lines
        #expect(lines.first == "GET /a/../b?q HTTP/1.1")
        #expect(lines.contains("Host: host.test:\(server.port)"))
        #expect(lines.contains("Accept-Encoding: identity"))
        #expect(lines.contains("User-Agent: alliance-test"))
        #expect(lines.contains("X-Mine: 1"))
        #expect(lines.contains("X-Empty:"))
        #expect(!lines.contains { $0.hasPrefix("Cookie") || $0.hasPrefix("Expect") })
    }

    @Test func postsABody() async throws {
        let kept = SharedBodies()
        let server = try LoopbackServer.http { request, _, body in
            kept.add(Array(request.utf8) + body)
            return "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n"
        }
        let url = "http://127.0.0.1:\(server.port)/api"
        let body: [UInt8] = Array("{\"a\":\"\u{0}\"}".utf8)
        #expect(try await client([server.port]).send(HTTPRequest("POST", url, body: body)).status == 201)
        #expect(try await client([server.port]).send(HTTPRequest("PUT", url)).status == 201)
        #expect(kept.all == [Array("POST /api HTTP/1.1".utf8) + body, Array("PUT /api HTTP/1.1".utf8)])
    }

    @Test func headersOnlyTakesNoBody() async throws {
        let server = try LoopbackServer.http { _, _, _ in
            "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n" + String(repeating: "x", count: 3_000_000)
        }
        let url = "http://127.0.0.1:\(server.port)/"
        let answer = try await client([server.port]).send(HTTPRequest("GET", url, headersOnly: true))
        #expect(answer.status == 200)
        #expect(answer.body.isEmpty)
        #expect(answer.headers.contains { $0 == ("content-type", "image/png") })
        let some = try await client([server.port]).send(HTTPRequest("GET", url, bodyLimit: 1000))
        #expect(some.body.count == 1000)
        let head = try await client([server.port]).send(HTTPRequest("HEAD", url))
        #expect(head.status == 200 && head.body.isEmpty)
    }

    @Test func tooManyHeaderBytesEndIt() async throws {
        let server = try LoopbackServer.http { _, _, _ in
            "HTTP/1.1 200 OK\r\n"
                + (0..<100).map { "X-\($0): \(String(repeating: "y", count: 1000))\r\n" }.joined() + "\r\n"
        }
        let error = await #expect(throws: AllianceError.self) {
            try await client([server.port]).send(HTTPRequest("GET", "http://127.0.0.1:\(server.port)/"))
        }
        #expect(error?.code == "transport.headers.too-large")
    }

    @Test func redirectsAreFollowedAsFarAsAllowed() async throws {
        let server = try LoopbackServer.http { request, _, _ in
            let path = request.split(separator: " ")[1]
            let number = Int(path.dropFirst()) ?? 0
            return number < 3
                ? "HTTP/1.1 302 Found\r\nLocation: /\(number + 1)\r\nContent-Length: 0\r\n\r\n"
                : "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
        }
        let url = "http://host.test:\(server.port)/0"
        let all = try await client([server.port]).send(HTTPRequest("GET", url, redirects: 5))
        #expect(all.status == 200)
        #expect(all.url.hasSuffix("/3"))
        let none = try await client([server.port]).send(HTTPRequest("GET", url))
        #expect(none.status == 302)
        #expect(none.headers.contains { $0 == ("location", "/1") })
        #expect(try await client([server.port]).send(HTTPRequest("GET", url, redirects: 2)).status == 302)
    }

    @Test(arguments: [
        ("http://10.0.0.1/", "transport.address.refused"), ("http://169.254.169.254/", "transport.address.refused"),
        ("http://localhost/", "transport.name.refused"), ("http://0x7f.1/", "transport.address.refused"),
        ("file:///etc/passwd", "transport.url.scheme"), ("http://private.test/", "transport.address.refused"),
        ("http://127.0.0.1:22/", "transport.address.refused"),
    ])
    func redirectsAreCheckedAnew(location: String, code: String) async throws {
        let server = try LoopbackServer.http { _, _, _ in
            "HTTP/1.1 302 Found\r\nLocation: \(location)\r\nContent-Length: 0\r\n\r\n"
        }
        let names = ["private.test": [try #require(IPAddress("192.168.0.1"))]]
        let error = await #expect(throws: AllianceError.self) {
            try await client([server.port], names: names).send(
                HTTPRequest("GET", "http://127.0.0.1:\(server.port)/", redirects: 3))
        }
        #expect(error?.code == code)
    }

    @Test func secretsStayWithTheirOrigin() async throws {
        let second = try LoopbackServer.http { _, _, _ in "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n" }
        let port = second.port
        let first = try LoopbackServer.http { _, _, _ in
            "HTTP/1.1 303 See Other\r\nLocation: http://other.test:\(port)/\r\nContent-Length: 0\r\n\r\n"
        }
        let request = HTTPRequest(
            "POST", "http://host.test:\(first.port)/", headers: [("Authorization", "Bearer x")], body: [1, 2],
            redirects: 1)
        #expect(try await client([first.port, port]).send(request).status == 200)
        #expect(first.lines.contains("Authorization: Bearer x"))
        #expect(second.lines.first == "GET / HTTP/1.1")
        #expect(!second.lines.contains { $0.hasPrefix("Authorization") })
    }

    /// One refused address among several refuses the name: a name must not mix public and private ones.
    @Test func everyAddressOfANameIsChecked() async throws {
        let server = try LoopbackServer.http { _, _, _ in "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n" }
        let names = ["mixed.test": [Self.loopback, try #require(IPAddress("10.0.0.1"))]]
        let error = await #expect(throws: AllianceError.self) {
            try await client([server.port], names: names).send(
                HTTPRequest("GET", "http://mixed.test:\(server.port)/"))
        }
        #expect(error?.code == "transport.address.refused")
        #expect(server.lines.isEmpty)
    }

    @Test func withoutAllowanceLoopbackIsRefused() async throws {
        let server = try LoopbackServer.http { _, _, _ in "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n" }
        for url in ["http://127.0.0.1:\(server.port)/", "http://[::1]:80/", "http://[::ffff:7f00:1]/"] {
            let error = await #expect(throws: AllianceError.self) {
                try await CurlHTTPClient().send(HTTPRequest("GET", url))
            }
            #expect(error?.code == "transport.address.refused")
        }
        #expect(server.lines.isEmpty)
    }

    @Test func failuresHaveNames() async throws {
        let garbage = try LoopbackServer.http { _, _, _ in "not HTTP at all\r\n\r\n" }
        let plain = try LoopbackServer { connection in
            connection.write("hello, no TLS here\r\n")
            _ = connection.line()
        }
        let slow = try LoopbackServer { connection in
            while let line = connection.line(), !line.isEmpty {}
            _ = connection.line()
        }
        let ports: Set<UInt16> = [garbage.port, slow.port, plain.port]
        for (url, timeout, code) in [
            ("http://none.example/", 5.0, "transport.name.empty"),
            ("http://127.0.0.1:\(garbage.port)/", 5, "transport.failed"),
            ("http://127.0.0.1:\(slow.port)/", 0.2, "transport.timeout"),
            ("https://127.0.0.1:\(plain.port)/", 5, "transport.tls"),
        ] {
            let error = await #expect(throws: AllianceError.self) {
                try await client(ports).send(HTTPRequest("GET", url, timeout: timeout))
            }
            #expect(error?.code == code)
            #expect(error?.exitCode == .unavailable)
        }
    }

    @Test func headersCannotBeSmuggled() async throws {
        for header in [("X\r\nY", "1"), ("X", "1\r\nHost: evil.test"), ("", "x"), ("X y", "1")] {
            let error = await #expect(throws: AllianceError.self) {
                try await client([8080]).send(HTTPRequest("GET", "http://127.0.0.1:8080/", headers: [header]))
            }
            #expect(error?.code == "transport.header.invalid")
        }
    }
}

/// Bodies gathered across threads.
private final class SharedBodies: Sendable {
    private let bodies = Mutex<[[UInt8]]>([])
    func add(_ body: [UInt8]) { bodies.withLock { $0.append(body) } }
    var all: [[UInt8]] { bodies.withLock { $0 } }
}
