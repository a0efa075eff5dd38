import AllianceKit
import CommandLineKit
import TestKit
import Testing

@testable import Takedown

/// `takedown check --online`: cases are looked at and moved on.
struct OnlineCheckTests {
    private static let url = "https://www.example.org/a"
    private static let page: TableHTTPClient.Answer = .response(
        206, "", ["content-type": "image/png", "content-range": "bytes 0-0/9"])

    private func sent(_ client: TableHTTPClient, settings: JSONObject = [:]) async throws -> Hotline {
        let hotline = try Hotline(
            relaxed: ["takedown.notify": "test"],
            settings: ["takedown": ["checks": .object(settings)]], http: client)
        try await hotline.open()
        try await hotline.trace()
        await hotline.run(NotifyCommand.self, ["HL-1"])
        hotline.clock.advance(hours: 1)
        try #require(await hotline.run(SentCommand.self, ["HL-1", "--reply", "250 ok"]).exitCode == .done)
        return hotline
    }

    @Test func fromOnlineToRemoved() async throws {
        let client = TableHTTPClient([Self.url: [Self.page]])
        let hotline = try await sent(client)
        #expect(try await hotline.run(CheckCommand.self, ["--due", "--online"]).records().isEmpty, "not due yet")
        hotline.clock.advance(minutes: 15)
        let first = try await hotline.run(CheckCommand.self, ["--due", "--online"]).record()
        #expect(first["outcome"] == "online" && first["reason"] == "content" && first["vantage"] == "plain")
        #expect(try hotline.record().looks.first?.type == "image/png")
        client.set(Self.url, [.status(404)])
        var states: [String] = []
        for _ in 0..<4 {
            hotline.clock.advance(minutes: 15)
            states.append(
                try await hotline.run(CheckCommand.self, ["HL-1", "--online"]).record()["state"]?.stringValue ?? "")
        }
        #expect(states == ["offlineSuspected", "offlineSuspected", "removed", "monitoring"])
        let looks = try hotline.looks()
        #expect(looks.map(\.outcome) == [.online, .removed, .removed, .removed, .removed])
        #expect(looks.allSatisfy { $0.status != nil && $0.reason != nil && $0.vantage == "plain" })
        #expect(!hotline.store.events.contains { "\($0.event.facts)".contains("example.org") }, "no URL in events")
    }

    @Test func threeLooksInAMinuteAreNoRemoval() async throws {
        let hotline = try await sent(TableHTTPClient([Self.url: [.status(410)]]))
        for _ in 0..<5 {
            hotline.clock.advance(seconds: 20)
            await hotline.run(CheckCommand.self, ["HL-1", "--online"])
        }
        #expect(try hotline.record().state == .offlineSuspected)
    }

    @Test func twoVantagesHaveToAgree() async throws {
        let client = TableHTTPClient([Self.url: [.status(404), Self.page]])
        let vantages: JSONValue = [["name": "plain"], ["name": "referred", "referrer": true]]
        let hotline = try await sent(client, settings: ["vantages": vantages])
        let records = try await hotline.run(CheckCommand.self, ["HL-1", "--online"]).records()
        #expect(records.map { $0["outcome"] } == ["geoDependent", "online"])
        #expect(try hotline.record().looks.misses == 0)
        client.set(Self.url, [.status(404)])
        for _ in 0..<3 {
            hotline.clock.advance(minutes: 20)
            await hotline.run(CheckCommand.self, ["HL-1", "--online"])
        }
        #expect(try hotline.record().state == .removed)
        #expect(Set(try hotline.record().looks.vantages) == ["plain", "referred"])
    }

    @Test func whatMovedBecomesALinkedCase() async throws {
        let client = TableHTTPClient([Self.url: [.response(301, "", ["location": "https://new.example.net/b"])]])
        let hotline = try await sent(client)
        let run = try await hotline.run(CheckCommand.self, ["HL-1", "--online"]).record()
        #expect(run["outcome"] == "moved" && run["state"] == "moved")
        #expect(run["movedTo"] == "https://new.example.net/b")
        let linked = try hotline.store.read { try $0.all(Query<CaseRecord>()) }.first { $0.movedFrom != nil }
        #expect(linked?.url.resource == "https://new.example.net/b")
        #expect(linked?.state == .received, "an analyst assesses it first")
    }

    @Test func oneHostIsNotHurried() async throws {
        let client = TableHTTPClient([:])
        let hotline = try await sent(client)
        for number in 2...4 {
            try await hotline.open("HL-\(number)", url: "https://www.example.org/\(number)")
            try await hotline.trace("HL-\(number)")
        }
        let start = hotline.clock.now
        await hotline.run(CheckCommand.self, ["HL-1", "HL-2", "HL-3", "HL-4", "--online"])
        #expect(hotline.clock.now.seconds(since: start) >= 15, "three gaps of five seconds")
        let times = try (1...4).map { try hotline.looks("HL-\($0)")[0].time }
        for (earlier, later) in zip(times, times.dropFirst()) { #expect(later.seconds(since: earlier) >= 5) }
    }

    @Test func withoutANetworkItSaysSo() async throws {
        let hotline = try Hotline()
        try await hotline.open()
        try await hotline.trace()
        let run = await hotline.run(CheckCommand.self, ["HL-1", "--online"])
        #expect(run.exitCode == .unavailable)
        #expect(run.errors.contains("network.off"))
        #expect(try hotline.looks().isEmpty)
    }

    @Test func casesThatCannotBeLookedAtAreNamed() async throws {
        let hotline = try await sent(TableHTTPClient([Self.url: [Self.page]]))
        try await hotline.open("HL-2", url: "https://www.example.org/b")
        let run = await hotline.run(CheckCommand.self, ["HL-1", "HL-2", "HL-9", "--online"])
        #expect(run.exitCode == .partial)
        #expect(try run.records().count == 1)
        #expect(run.errors.contains("takedown.case.missing") && run.errors.contains("takedown.case.refused"))
    }

    @Test(arguments: [
        ["--online"], ["HL-1"], ["HL-1", "--due"], ["--from", "x", "--online"],
        ["HL-1", "--online", "--status", "404"],
        ["HL-1", "HL-2", "--outcome", "online"],
    ])
    func wordsThatDoNotGoTogether(words: [String]) async throws {
        #expect(await (try Hotline()).run(CheckCommand.self, words).exitCode == .usage)
    }
}
