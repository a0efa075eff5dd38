import AllianceKit
import Foundation
import TestKit
import Testing

@testable import Takedown

/// Notices to a provider's interface.
struct APIChannelTests {
    private static let url = "https://api.example.net/v1/notices"

    private func setUp(_ answers: [TableHTTPClient.Answer]) async throws -> (Hotline, TableHTTPClient) {
        let client = TableHTTPClient([Self.url: answers])
        let hotline = try Hotline(
            relaxed: ["takedown.notify": "test"],
            settings: ["takedown": .object(["api": .object(["tokens": .object(["api.example.net": "api.token"])])])],
            http: client)
        try Files.makeFolder(hotline.workspace.keysFolder, mode: 0o700)
        try Files.write(Array("secret-token\n".utf8), to: "\(hotline.workspace.keysFolder)/api.token", mode: 0o600)
        try await hotline.open()
        try await hotline.trace()
        try hotline.approve(Self.url, way: .api)
        return (hotline, client)
    }

    @Test func acceptedIsSent() async throws {
        let (hotline, client) = try await setUp([.response(201, "{\"id\":1}", [:])])
        let run = await hotline.run(NotifyCommand.self, ["HL-1", "--contact", Self.url, "--channel", "api"])
        #expect(run.exitCode == .done, "\(run.errors)")
        let request = try #require(client.requests.first)
        #expect(request.method == "POST" && request.redirects == 0)
        let headers = Dictionary(request.headers.map { ($0.name, $0.value) }) { first, _ in first }
        #expect(headers["Authorization"] == "Bearer secret-token")
        #expect(headers["Content-Type"] == "application/json")
        #expect(headers["Idempotency-Key"] == (try hotline.outbox().first?.id.text))
        let body = try JSONText.decode(try #require(request.body))
        #expect(body["category"] == "content" && body["type"] == "csam")
        #expect(try hotline.record().state == .sent)
        #expect(try hotline.notices().first?.reply == "201 {\"id\":1}")
    }

    @Test func laterIsRepeatedWithTheSameKey() async throws {
        let (hotline, client) = try await setUp([.status(429), .unreachable, .status(503), .status(202)])
        for _ in 0..<4 {
            await hotline.run(NotifyCommand.self, ["HL-1", "--contact", Self.url, "--channel", "api"])
            hotline.clock.advance(hours: 1)
        }
        #expect(client.requests.count == 4)
        #expect(Set(client.requests.map { $0.headers.first { $0.name == "Idempotency-Key" }?.value }).count == 1)
        #expect(try hotline.record().state == .sent)
    }

    @Test func refusedForGood() async throws {
        let (hotline, _) = try await setUp([.response(422, "no such host", [:])])
        await hotline.run(NotifyCommand.self, ["HL-1", "--contact", Self.url, "--channel", "api"])
        #expect(try hotline.record().state == .bounced)
        #expect(try hotline.notices().first?.reply == "422 no such host")
    }

    @Test func aTokenThatOthersCanReadIsNotUsed() async throws {
        let (hotline, client) = try await setUp([.status(201)])
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o644], ofItemAtPath: "\(hotline.workspace.keysFolder)/api.token")
        let run = await hotline.run(NotifyCommand.self, ["HL-1", "--contact", Self.url, "--channel", "api"])
        #expect(run.errors.contains("takedown.key.permissions"))
        #expect(client.requests.isEmpty)
        #expect(try hotline.outbox().map(\.delivery.state) == [.pending])
    }
}
