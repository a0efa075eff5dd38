import AllianceKit
import TestKit
import Testing

@testable import Takedown

/// Notices under Article 16 of the Digital Services Act: complete, or named.
struct Article16Tests {
    private let whole = Article16Notice(
        reference: "HL-1",
        explanation: "An analyst examined the content at the address and assessed it as illegal material.",
        locations: ["https://www.example.org/a"], made: Instant(milliseconds: 1_790_000_000_000))

    @Test func anonymousNoticesOfThisClassAreComplete() throws {
        #expect(whole.missing.isEmpty)
        #expect(try whole.checked().json["notifier"] == nil)
        #expect(whole.text.contains("(b) Exact electronic location\nhttps://www.example.org/a\n"))
        var other = whole
        other.mayBeAnonymous = false
        #expect(other.missing == [.notifier])
        other.notifier = ("Example Hotline", "hotline@example.org")
        #expect(other.missing.isEmpty)
    }

    @Test func everyMissingElementIsNamed() {
        let empty = Article16Notice(
            reference: "HL-1", explanation: "bad", locations: ["www.example.org"], notifier: ("", ""), goodFaith: "",
            made: Instant(milliseconds: 0))
        #expect(empty.missing == [.explanation, .location, .notifier, .goodFaith])
        let error = #expect(throws: AllianceError.self) { try empty.checked() }
        for mark in ["(a)", "(b)", "(c)", "(d)"] { #expect(error?.message.contains(mark) == true) }
    }

    @Test func aLetterOfThisForm() async throws {
        let hotline = try Hotline(relaxed: ["takedown.notify": "test"])
        try await hotline.open()
        try await hotline.trace()
        let run = await hotline.run(NotifyCommand.self, ["HL-1", "--as", "article16"])
        #expect(run.exitCode == .done, "\(run.errors)")
        let message = try #require(try hotline.letters().first).message
        #expect(message.contains("NOTICE UNDER ARTICLE 16"))
        #expect(message.contains("filename=notice.json"))
    }
}
