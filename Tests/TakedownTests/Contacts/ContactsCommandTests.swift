import AllianceKit
import TestKit
import Testing

@testable import Takedown

/// `takedown contacts …`
struct ContactsCommandTests {
    private let hotline: Hotline

    init() async throws {
        hotline = try Hotline()
        try await hotline.open()
        try await hotline.trace(approving: false)
    }

    private func targets(_ words: [String] = []) async throws -> [String] {
        try await hotline.run(ContactsLsCommand.self, words).records().compactMap { $0["target"]?.stringValue }
    }

    @Test func aTraceFillsTheBook() async throws {
        #expect(
            try await targets(["--standing", "found"]) == [
                "abuse@hosting-one.example.net", "abuse@registrar.example.net", "abuse@upstream.example.net",
                "noc@hosting-one.example.net",
            ])
        #expect(try await targets(["--kind", "registrar"]) == ["abuse@registrar.example.net"])
        #expect(try await targets(["--for", "192.0.2.0/25"]).count == 3)
        #expect(try await targets(["--standing", "approved"]).isEmpty)
    }

    @Test func approveAndReject() async throws {
        let first = try await hotline.run(
            ContactsApproveCommand.self,
            [
                "abuse@hosting-one.example.net", "--language", "DE", "--group-hours", "4", "--reason", "known", "--key",
                "k1",
            ], as: "analyst-2"
        ).record()
        #expect(first["standing"] == "approved")
        #expect(first["decidedBy"] == "analyst-2")
        #expect(first["language"] == "de")
        #expect(first["groupHours"] == 4)
        let events = try hotline.store.read { try $0.eventCount() }
        let again = await hotline.run(
            ContactsApproveCommand.self,
            [
                "abuse@hosting-one.example.net", "--language", "DE", "--group-hours", "4", "--reason", "known", "--key",
                "k1",
            ], as: "analyst-2")
        #expect(try again.record() == first)
        #expect(try hotline.store.read { try $0.eventCount() } == events)

        let run = await hotline.run(
            ContactsRejectCommand.self,
            ["noc@hosting-one.example.net", "nobody@example.org", "--reason", "not for this"])
        #expect(run.exitCode == .partial)
        #expect(run.errors.contains("there is no contact nobody@example.org"))
        #expect(try run.record()["standing"] == "rejected")
        let shown = try await hotline.run(ContactsShowCommand.self, ["NOC@hosting-one.example.net"]).record()
        #expect(shown["reason"] == "not for this")
        #expect(await hotline.run(ContactsShowCommand.self, ["contact_none"]).exitCode == .unusableInput)
        #expect(await hotline.run(ContactsRejectCommand.self, ["x@y.test", "--reason", ""]).exitCode == .usage)
        for words in [
            ["--group-hours", "900"], ["--language", "d e"], ["--channel", "\u{1b}"], ["--template", "../x"],
        ] {
            #expect(await hotline.run(ContactsApproveCommand.self, ["a@b.test"] + words).exitCode == .usage)
        }
    }

    @Test func putInByHand() async throws {
        let form = try await hotline.run(
            ContactsAddCommand.self,
            ["https://hosting-one.example.net/report", "--for", "AS64496", "--title", "Their form"]
        ).record()
        #expect(form["way"] == "form")
        #expect(form["standing"] == "found")
        // A mailbox that a trace found becomes one that was put in, and keeps what is known of it.
        await hotline.run(ContactsApproveCommand.self, ["abuse@upstream.example.net"])
        let mail = try await hotline.run(
            ContactsAddCommand.self,
            ["abuse@upstream.example.net", "--for", "AS64496", "--kind", "upstream", "--note", "answers at night"]
        ).record()
        #expect(mail["origin"] == "hand")
        #expect(mail["standing"] == "approved")
        #expect(mail["scopes"]?.arrayValue?.count == 2)
        for words in [
            ["nobody", "--for", "AS1"], ["a@b.test"], ["http://x.test/", "--for", "AS1"], ["a@b.test", "--for", "x"],
        ] {
            #expect(await hotline.run(ContactsAddCommand.self, words).exitCode == .usage)
        }
    }

    @Test func aFileOfOverrides() async throws {
        let examples = ContactListImporter.examples
        let text = examples.map { String(decoding: $0.bytes, as: UTF8.self) }
        let bad = text[1].split(separator: "\n", omittingEmptySubsequences: false).dropFirst().joined(separator: "\n")
        let file = try hotline.folder.write("contacts.tsv", text[0] + bad)
        let run = await hotline.run(ContactsOverrideCommand.self, [file])
        #expect(run.exitCode == .partial)
        #expect(try run.records().count == 3)
        #expect(run.errors.split(separator: "\n").filter { $0.contains("contacts.tsv:") }.count == 7)
        let record = try hotline.record()
        let choice = try hotline.store.read { try ContactBook($0).preferred(for: record.trace) }
        guard case .undecided(let options) = choice else {
            Issue.record("nobody approved it")
            return
        }
        #expect(options.first?.contact.target == "https://hosting-one.example.net/report")
        #expect(options.first?.reasons.contains("a form beats mail") == true)
        #expect(options.first?.reasons.contains("according to its help pages") == true)
        // Taken in again, nothing changes; events do not repeat.
        let events = try hotline.store.read { try $0.eventCount() }
        await hotline.run(ContactsOverrideCommand.self, [file])
        #expect(try hotline.store.read { try $0.eventCount() } == events)
        let headless = try hotline.folder.write("headless.tsv", "AS1\tmail\ta@b.test\n")
        #expect(await hotline.run(ContactsOverrideCommand.self, [headless]).exitCode == .unusableInput)
    }

    /// The ledger names no mailbox.
    @Test func eventsNameNobody() async throws {
        await hotline.run(ContactsApproveCommand.self, ["abuse@hosting-one.example.net"])
        try hotline.store.read { reader in
            try reader.forEachEvent(from: 0) { entry in
                for value in entry.event.facts.members { #expect(value.value.stringValue?.contains("@") != true) }
                return true
            }
        }
    }
}
