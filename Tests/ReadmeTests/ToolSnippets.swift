import AllianceKit
import CommandLineKit
import Indicators
import Takedown
import Testing
import Transport

/// The README's code for indicators, transport and the command line, run.
@Suite struct ToolSnippets {
    @Test func indicators() throws {
        let start = Instant(year: 2026, month: 1, day: 1)!
        let received = Event(
            "takedown.case.received", EntityID(prefix: "case", name: "1"), at: start, by: "me",
            facts: ["channel": "email"])
        let events = [LedgerEvent(sequence: 0, event: received)]
        let now = start.adding(days: 30)
        // README: Indicators
        var fold = LedgerFold(TakedownPlugin.indicators, scope: FoldScope(asOf: now))
        for event in events { fold.take(event) }  // one pass for all indicators
        for result in fold.results() { print(result.definition.id, result.total.value ?? 0) }
        // end
        #expect(fold.results().first?.total.value == 1)
    }

    @Test func transport() async throws {
        // README: Transport
        let client = CurlHTTPClient(userAgent: "hotline (abuse@example.org)")
        do {
            let answer = try await client.send(HTTPRequest("HEAD", "http://192.168.0.1/", headersOnly: true))
            print(answer.status)
        } catch {
            print(error)  // 192.168.0.1 must not be connected to: …
        }
        // end
        await #expect(throws: AllianceError.self) {
            try await client.send(HTTPRequest("HEAD", "http://192.168.0.1/", headersOnly: true))
        }
    }

    @Test func commandLine() throws {
        // README: CommandLineKit
        struct Greet: CommandDeclaration {
            static let name = "greet"
            static let summary = "Greet someone."
            @Option("How often.", short: "n") var times = 1
            @Argument("Whom.", placeholder: "NAME") var whom: String
        }
        let greet = try Greet.parse(["-n2", "Ada"])  // help, man page and completions come from the same lines
        for _ in 0..<greet.times { print("Hello", greet.whom) }
        // end
        #expect(greet.times == 2)
    }
}
