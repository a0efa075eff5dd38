import AllianceKit
import Takedown
import TestKit
import Testing
import Transport

/// The RDAP client over real sockets: redirects, pauses, the address guard.
struct RDAPOverSocketsTests {
    private static let block =
        #"{"objectClassName":"ip network","startAddress":"192.0.2.0","endAddress":"192.0.2.255","country":"XA"}"#

    private static func answer(_ status: String, _ body: String = "", _ fields: [String] = []) -> String {
        let lines = ["HTTP/1.1 \(status)", "Content-Length: \(body.utf8.count)", "Connection: close"] + fields
        return lines.joined(separator: "\r\n") + "\r\n\r\n" + body
    }

    private func client(_ port: UInt16, _ clock: TestClock) throws -> RDAPClient {
        var bootstrap = RDAPBootstrap()
        try bootstrap.add(["services": [[["192.0.2.0/24"], [.string("http://127.0.0.1:\(port)/rdap/")]]]], .ipv4)
        return RDAPClient(
            http: CurlHTTPClient(guard: AddressGuard(allowingLoopbackOn: [port])), bootstrap: bootstrap,
            pace: RDAPPace(perMinute: 600), now: { clock.now },
            sleep: { clock.advance(seconds: Int($0.rounded(.up))) })
    }

    @Test func pausesRedirectsAndCaching() async throws {
        let clock = TestClock(CommandRun.start)
        let server = try LoopbackServer.http { request, headers, _ in
            guard headers.contains("Accept: application/rdap+json, application/json") else {
                return Self.answer("406 Not Acceptable")
            }
            switch request {
            case "GET /rdap/ip/192.0.2.1 HTTP/1.1":
                return clock.now < CommandRun.start.adding(seconds: 20)
                    ? Self.answer("429 Too Many Requests", "", ["Retry-After: 20"])
                    : Self.answer("302 Found", "", ["Location: /moved/192.0.2.1"])
            case "GET /moved/192.0.2.1 HTTP/1.1":
                return Self.answer("200 OK", Self.block, ["Content-Type: application/rdap+json"])
            default: return Self.answer("404 Not Found")
            }
        }
        let client = try client(server.port, clock)
        let first = await client.ask(.address(.v4(0xc000_0201)))
        #expect(first.stored?.answer.country?.value.code == "XA")
        #expect(first.stored?.name == "http://127.0.0.1:\(server.port)/moved/192.0.2.1")
        #expect(clock.now == CommandRun.start.adding(seconds: 20))
        #expect(await client.ask(.address(.v4(0xc000_02ff))).stored != nil)
        #expect(server.lines.filter { $0.hasPrefix("GET ") }.count == 3)
    }

    /// A registry cannot send its client into the house, whatever it was allowed to ask.
    @Test(arguments: [
        "http://10.0.0.1/", "http://127.0.0.1:1/", "http://[::1]/", "http://169.254.169.254/latest",
        "http://localhost/",
    ])
    func redirectsIntoTheHouseAreRefused(location: String) async throws {
        let server = try LoopbackServer.http { _, _, _ in Self.answer("302 Found", "", ["Location: \(location)"]) }
        guard
            case .failed(let error) = await (try client(server.port, TestClock(CommandRun.start))).ask(
                .address(.v4(0xc000_0201)))
        else {
            Issue.record("the redirect was followed")
            return
        }
        #expect(["transport.address.refused", "transport.name.refused"].contains(error.code))
        #expect(error.exitCode == .notAllowed)
    }

    @Test func aBodyThatDoesNotEndIsCut() async throws {
        let server = try LoopbackServer { connection in
            while let line = connection.line(), !line.isEmpty {}
            connection.write("HTTP/1.1 200 OK\r\n\r\n[")
            for _ in 0..<64 { connection.write(String(repeating: "0,", count: 32_768)) }
        }
        guard
            case .failed(let error) = await (try client(server.port, TestClock(CommandRun.start))).ask(
                .address(.v4(0xc000_0201)))
        else {
            Issue.record("four megabytes were read")
            return
        }
        #expect(error.code == "takedown.rdap.too-large")
    }
}
