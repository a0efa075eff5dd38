import AllianceKit
import TestKit
import Testing

@testable import Hashing

/// Synchronising with a hash-sharing service: paging, deletions, order, interruptions.
struct SyncTests {
    private typealias Twin = SyncServiceTwin

    @Test func pagesAreTakenToTheEnd() async throws {
        let twin = Twin([
            Twin.first: [Twin.xml([Twin.image("a"), Twin.image("b", md5: 1)], next: Twin.page(1))],
            Twin.page(1): [Twin.xml([Twin.image("c", md5: 2), "<image/>"], next: Twin.page(2))],
            Twin.page(2): [Twin.xml([])],
        ])
        let run = await twin.sync()
        #expect(run.exitCode == .partial, "\(run.errors)")
        let record = try run.record()
        #expect(record["pages"] == 3 && record["added"] == 3 && record["rejected"] == 1)
        #expect(record["complete"] == true && record["member"] == "Example House")
        #expect(record["since"] == "2026-11-23T08:50:00Z")
        #expect(twin.asked == ["/v2/status", Twin.first, Twin.page(1), Twin.page(2)])
        #expect(try twin.entries().keys.sorted() == ["7-a", "7-b", "7-c"])
        let events = try twin.house.events("hashing.list.synced")
        #expect(events.map { $0.facts["complete"] } == [false, false, true])
        #expect(run.errors.contains("image[2]"))
    }

    @Test func theNextWindowStartsWhereTheLastEnded() async throws {
        let twin = Twin([Twin.first: [Twin.xml([Twin.image("a")])]])
        _ = await twin.sync()
        twin.house.clock.advance(hours: 5)
        let second = "/v2/entries?from=2026-11-23T08%3A50%3A00Z&to=2026-11-23T14%3A00%3A00Z"
        twin.client.set(Twin.base + second, [Twin.xml([Twin.image("a")])])
        let run = await twin.sync()
        #expect(try run.record()["unchanged"] == 1, "\(run.errors)")
        #expect(twin.asked.last == second)
    }

    /// The newer word counts, whichever page it is on.
    @Test(arguments: [
        (["image 1", "deleted 2"], false), (["deleted 2", "image 1"], false), (["deleted 1", "image 2"], true),
        (["image 2", "deleted 1"], true), (["image 1", "deleted 1"], false), (["deleted 1", "image 1"], false),
        (["image 1", "deleted 2", "image 3"], true), (["image 3", "deleted 2", "image 1"], true),
        (["deleted 2", "deleted 2", "image 1"], false),
    ])
    func timeDecidesNotOrder(steps: [String], lives: Bool) async throws {
        func element(_ step: String) -> String {
            let time = "2026-01-0\(step.suffix(1))T00:00:00Z"
            return step.hasPrefix("image") ? Twin.image("x", at: time) : Twin.deleted("x", at: time)
        }
        // All on one page, and each on a page of its own.
        // The second sync gets everything again.
        let again = "/v2/entries?from=2026-11-23T08%3A50%3A00Z&to=2026-11-23T09%3A00%3A00Z"
        let all = [Twin.xml(steps.map(element))]
        let together = Twin([Twin.first: all, again: all])
        let apart = Twin()
        for (number, step) in steps.enumerated() {
            let next = number + 1 < steps.count ? Twin.page(number + 1) : nil
            for path in number == 0 ? [Twin.first, again] : [Twin.page(number)] {
                apart.client.set(Twin.base + path, [Twin.xml([element(step)], next: next)])
            }
        }
        for twin in [together, apart] {
            for _ in 0..<2 {
                #expect(await twin.sync().exitCode == .done)
                #expect(try twin.entries()["7-x"]?.isActive == lives, "\(steps)")
            }
        }
    }

    @Test func whatWasWithdrawnHereStaysWithdrawn() async throws {
        let twin = Twin([Twin.first: [Twin.xml([Twin.image("a")])]])
        _ = await twin.sync()
        _ = try twin.house.lists.withdraw("7-a", from: "ncmec", reason: "a false positive", at: twin.house.clock.now)
        twin.house.clock.advance(hours: 1)
        twin.client.set(
            Twin.base + "/v2/entries?from=2026-11-23T08%3A50%3A00Z&to=2026-11-23T10%3A00%3A00Z",
            [Twin.xml([Twin.image("a", at: "2026-11-23T09:30:00Z")])])
        #expect(await twin.sync().exitCode == .done)
        #expect(try twin.entries()["7-a"]?.withdrawal?.reason == "a false positive")
    }

    @Test func aCutSyncGoesOnAtItsPage() async throws {
        let twin = Twin([
            Twin.first: [Twin.xml([Twin.image("a")], next: Twin.page(1))],
            Twin.page(1): [.status(503), .status(503), .status(503), .status(503), .status(503), .status(503)],
        ])
        let cut = await twin.sync()
        #expect(cut.exitCode == .unavailable)
        #expect(try twin.entries().count == 1)
        twin.client.set(Twin.base + Twin.page(1), [Twin.xml([Twin.image("b", md5: 1)])])
        twin.house.clock.advance(hours: 3)
        let run = await twin.sync()
        #expect(try run.record()["pages"] == 1 && run.record()["complete"] == true)
        #expect(twin.asked.suffix(2) == ["/v2/status", Twin.page(1)])
        // The window is still the one that was begun.
        #expect(try run.record()["since"] == "2026-11-23T08:50:00Z")
    }

    @Test func pagesCanBeTakenAFewAtATime() async throws {
        let twin = Twin([
            Twin.first: [Twin.xml([Twin.image("a")], next: Twin.page(1))],
            Twin.page(1): [Twin.xml([Twin.image("b", md5: 1)])],
        ])
        #expect(try await twin.sync("--pages", "1").record()["complete"] == false)
        #expect(try await twin.sync("--pages", "1").record()["complete"] == true)
        #expect(twin.asked.filter { $0 == Twin.first }.count == 1)
    }

    /// Links live for twelve hours; then, or when the service forgot one, the same window starts anew.
    @Test(arguments: [false, true])
    func aForgottenLinkStartsTheSameWindowAnew(byAge: Bool) async throws {
        let twin = Twin([
            Twin.first: [Twin.xml([Twin.image("a")], next: Twin.page(1))], Twin.page(1): [.status(410)],
        ])
        _ = await twin.sync("--pages", "1")
        if byAge { twin.house.clock.advance(hours: 12) }
        twin.client.set(Twin.base + Twin.first, [Twin.xml([Twin.image("a"), Twin.image("b", md5: 1)])])
        let run = await twin.sync()
        #expect(run.exitCode == .done, "\(run.errors)")
        #expect(twin.asked.contains(Twin.page(1)) == !byAge)
        #expect(twin.asked.last == Twin.first)
        #expect(try twin.entries().count == 2)
    }

    @Test func passingTroublesAreWaitedOut() async throws {
        let twin = Twin([
            Twin.first: [
                .status(429), .unreachable, .response(503, "", ["retry-after": "30"]), Twin.xml([Twin.image("a")]),
            ]
        ])
        let start = twin.house.clock.now
        let run = await twin.sync()
        #expect(run.exitCode == .done, "\(run.errors)")
        #expect(twin.house.clock.now.seconds(since: start) == 33)
        #expect(run.errors.contains("trying again"))
    }

    @Test(arguments: [
        (401, ExitCode.notAllowed, 1), (403, .notAllowed, 1), (404, .unavailable, 1), (302, .unavailable, 1),
    ])
    func otherTroublesAreNot(status: Int, exit: ExitCode, requests: Int) async {
        let twin = Twin([Twin.first: [.status(status)]])
        #expect(await twin.sync().exitCode == exit)
        #expect(twin.asked.filter { $0 == Twin.first }.count == requests)
    }

    @Test(arguments: [
        "https://elsewhere.example.org/v2/entries?x", "//elsewhere.example.org/v2/entries?x", "/v2/../../x?a",
        "/v2/status",
        "/v2/entries?a b", "/v2/entries?a#b", "http://hashsharing.example.org/test/v2/entries?x",
        "/v2/entries?from=@elsewhere\\x",
    ])
    func linksThatLeadElsewhereAreNotFollowed(next: String) async throws {
        let twin = Twin([Twin.first: [Twin.xml([Twin.image("a")], next: next)]])
        let run = await twin.sync()
        #expect(run.exitCode == .unavailable && run.errors.contains("sync.next"))
        // Nothing of the page was taken, so nothing is lost when the service mends it.
        #expect(twin.asked.count == 2)
    }

    @Test func linksMayBeWhole() async throws {
        for prefix in [Twin.base, "/test", ""] {
            let twin = Twin([
                Twin.first: [Twin.xml([Twin.image("a")], next: prefix + Twin.page(1))], Twin.page(1): [Twin.xml([])],
            ])
            #expect(await twin.sync().exitCode == .done, "\(prefix)")
        }
    }

    @Test func aPageThatLeadsToItselfEndsIt() async {
        let twin = Twin([Twin.first: [Twin.xml([Twin.image("a")], next: Twin.first)]])
        #expect(await twin.sync().errors.contains("sync.loop"))
    }

    @Test func aBrokenPageCountsForNothing() async throws {
        let twin = Twin([
            Twin.first: [.ok("<queryResult><images>\(Twin.image("a"))</images>"), Twin.xml([Twin.image("a")])]
        ])
        let broken = await twin.sync()
        #expect(broken.exitCode == .unusableInput && broken.errors.contains("xml.truncated"))
        #expect(try twin.entries().isEmpty)
        #expect(try await twin.sync().record()["added"] == 1)
    }

    @Test func theServiceMustBeOne() async {
        let twin = Twin()
        twin.client.set("\(Twin.base)/v2/status", [.ok("<html/>")])
        let run = await twin.sync()
        #expect(run.exitCode == .unavailable && run.errors.contains("sync.answer"))
    }

    @Test(arguments: [
        "http://example.org", "https://user:x@example.org", "https://", "ftp://x", "https://a/..", "https://a?b",
    ])
    func addressesAreChecked(url: String) async {
        let twin = Twin()
        #expect(await twin.sync(fromURL: url).exitCode == .usage)
        #expect(twin.asked.isEmpty)
    }

    @Test func thePasswordComesFromAFile() async throws {
        let folder = try TemporaryFolder()
        let path = folder.file("password")
        try Files.write(Array("secret\n".utf8), to: path, mode: 0o600)
        let twin = Twin([Twin.first: [Twin.xml([])]])
        let run = await twin.sync("--user", "house", "--password-file", path)
        #expect(run.exitCode == .done, "\(run.errors)")
        let header = "Basic aG91c2U6c2VjcmV0"
        #expect(twin.client.requests.allSatisfy { $0.headers.contains { $0 == ("Authorization", header) } })
        #expect(!run.output.contains("secret") && !run.errors.contains("secret"))
        #expect(!run.errors.contains("chmod"))
        try Files.write([], to: path, mode: 0o644)
        let empty = await twin.sync("--user", "house", "--password-file", path)
        #expect(empty.exitCode == .usage && empty.errors.contains("chmod 600"))
        for words in [
            ["--user", "house"], ["--password-file", path],
            ["--user", "a", "--password-fd", "0", "--password-file", path],
        ] {
            #expect(await run2(twin, words).exitCode == .usage)
        }
    }

    private func run2(_ twin: SyncServiceTwin, _ words: [String]) async -> CommandRun {
        await CommandRun.run(
            HashingWorkspace.command("sync"), ["ncmec", "--from-url", Twin.base] + words, in: twin.house.workspace,
            plugins: [HashingPlugin.self])
    }
}
