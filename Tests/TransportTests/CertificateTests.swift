import AllianceKit
import Foundation
import TestKit
import Testing

@testable import Transport

/// Certificates are verified: a server that vouches for itself is refused.
struct CertificateTests {
    @Test(.enabled(if: ExternalTool.exists("openssl"), "openssl is not installed"))
    func selfSignedIsRefused() async throws {
        let openssl = try #require(ExternalTool.path("openssl"))
        let folder = try TemporaryFolder()
        let made = try ExternalTool.run(
            openssl,
            [
                "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj",
                "/CN=host.test", "-addext", "subjectAltName=DNS:host.test", "-days", "2", "-keyout",
                folder.file("key.pem"), "-out", folder.file("cert.pem"),
            ])
        #expect(made.exitCode == 0)
        let server = Process()
        let output = Pipe()
        server.executableURL = URL(fileURLWithPath: openssl)
        server.arguments = [
            "s_server", "-accept", "127.0.0.1:0", "-cert", folder.file("cert.pem"), "-key", folder.file("key.pem"),
            "-www",
        ]
        server.standardOutput = output
        server.standardError = Pipe()
        try server.run()
        defer { server.terminate() }
        // It says where it listens: "ACCEPT 127.0.0.1:40001".
        var said = ""
        while !said.contains("ACCEPT") || !said.hasSuffix("\n") {
            let more = output.fileHandleForReading.availableData
            if more.isEmpty { break }
            said += String(decoding: more, as: UTF8.self)
        }
        let line = said.split(separator: "\n").first { $0.contains("ACCEPT") }
        let port = try #require(line?.split(separator: ":").last.flatMap { UInt16($0) })
        let client = CurlHTTPClient(
            guard: AddressGuard(allowingLoopbackOn: [port]),
            resolver: NameResolver { _ in [IPAddress("127.0.0.1")!] })
        let error = await #expect(throws: AllianceError.self) {
            try await client.send(HTTPRequest("GET", "https://host.test:\(port)/", timeout: 10))
        }
        #expect(error?.code == "transport.tls")
        #expect(error?.message.contains("certificate") == true || error?.message.contains("peer") == true)
    }
}
