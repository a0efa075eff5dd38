import AllianceKit
import TestKit
import Testing

@testable import Referrals

/// Sealing: a folder anyone can validate, or an archive only the receiver can open.
@Suite struct SealTests {
    @Test(.enabled(if: ExternalTool.exists("bagit.py"), "bagit.py is missing: pip install bagit"))
    func writesAPackageThatAPublicValidatorAccepts() async throws {
        let test = try TestWorkspace()
        let id = try await test.draft()
        let out = test.folder.file("package")
        let run = await test.run(SealCommand.self, [id, "--out", out])
        #expect(run.exitCode == .done, "\(run.errors)")
        let bagit = try #require(ExternalTool.path("bagit.py"))
        #expect(try ExternalTool.run(bagit, ["--validate", out]).exitCode == 0)
        #expect(test.store.eventKinds.last == "referrals.sealed")
    }

    @Test func aTakenNameIsRefusedAndLeavesNoEvent() async throws {
        let test = try TestWorkspace()
        let id = try await test.draft()
        let out = test.folder.file("package")
        try Files.makeFolder(out)
        let run = await test.run(SealCommand.self, [id, "--out", out])
        #expect(run.exitCode == .cannotWrite)
        #expect(!test.store.eventKinds.contains("referrals.sealed"))
    }

    @Test func theSameKeyMakesTheSamePackageAgainAfterACrash() async throws {
        let test = try TestWorkspace()
        let id = try await test.draft()
        let target = test.folder.file("package")
        let first = await test.run(SealCommand.self, [id, "--out", target, "--key", "k"])
        #expect(first.exitCode == .done, "\(first.errors)")
        let files = try ["tagmanifest-sha256.txt", "data/custody.jsonl", "bag-info.txt"].map {
            try Files.read("\(target)/\($0)")
        }
        // As after a crash between the ledger's entry and the folder; meanwhile time and ledger went on.
        try await remove(target)
        test.clock.advance(hours: 30)
        _ = await test.run(HoldCommand.self, [id, "--kind", "us_2258a_h"])
        let second = await test.run(SealCommand.self, [id, "--out", target, "--key", "k"])
        #expect(second.output == first.output)
        let again = try ["tagmanifest-sha256.txt", "data/custody.jsonl", "bag-info.txt"].map {
            try Files.read("\(target)/\($0)")
        }
        #expect(again == files)
        #expect(test.store.eventKinds.count { $0 == "referrals.sealed" } == 1)
    }

    @Test func custodyLinesAreTheLedgersEvents() async throws {
        let test = try TestWorkspace()
        let id = try await test.draft()
        let other = await test.run(
            DraftCommand.self,
            ["--incident-type", "csam", "--occurred", "2026-11-20T14:05:00Z", "--url", "https://example.org"])
        #expect(other.exitCode == .done)
        #expect(await test.run(ApproveCommand.self, [id], actor: "lead-1").exitCode == .done)
        let out = test.folder.file("package")
        #expect(await test.run(SealCommand.self, [id, "--out", out]).exitCode == .done)
        let lines = try Files.read("\(out)/data/custody.jsonl").split(separator: 0x0a)
        let custody = try lines.map { try JSONText.decode(Array($0)) }
        #expect(
            custody.compactMap { $0["kind"]?.stringValue } == [
                "referrals.drafted", "approval.proposed", "approval.approved", "referrals.approved",
            ])
        let events = test.store.events
        for line in custody {
            let sequence = try #require(line["sequence"]?.integerValue)
            let event = try #require(events.first { $0.sequence == sequence }).event
            #expect(line["subject"]?.stringValue == id)
            #expect(line["kind"]?.stringValue == event.kind)
            #expect(line["actor"]?.stringValue == event.actor)
            #expect(line["time"]?.stringValue == event.time.description)
            #expect(line["facts"].map { JSONText.canonical($0) } == JSONText.canonical(.object(event.facts)))
        }
    }

    @Test func withoutAgeTheErrorSaysSo() async throws {
        let test = try TestWorkspace(path: "/nowhere")
        let id = try await test.draft()
        let key = "age1" + String(repeating: "q", count: 58)
        let run = await test.run(SealCommand.self, [id, "--out", test.folder.file("p.age"), "--recipient", key])
        #expect(run.exitCode == .unavailable)
        #expect(run.errors.contains("referrals.age.missing"))
    }

    @Test(arguments: ["-o", "age1", "AGE-SECRET-KEY-1", "ssh-ed25519 AAAA", "age1../../x"])
    func whatIsNoRecipientIsRefused(key: String) async throws {
        let test = try TestWorkspace()
        let id = try await test.draft()
        let run = await test.run(SealCommand.self, [id, "--out", test.folder.file("p"), "--recipient=\(key)"])
        #expect(run.exitCode == .usage)
        #expect(!Files.exists(test.folder.file("p")))
    }

    @Test(
        .enabled(
            if: ExternalTool.exists("age") && ExternalTool.exists("age-keygen"), "age is missing: apt-get install age"))
    func onlyTheReceiverOpensTheArchive() async throws {
        let test = try TestWorkspace()
        let id = try await test.draft()
        let key = try Self.key(test.folder)
        let out = test.folder.file("package.tar.age")
        let run = await test.run(SealCommand.self, [id, "--out", out, "--recipient", key.recipient])
        #expect(run.exitCode == .done, "\(run.errors)")
        #expect(try Files.read(out).starts(with: Array("age-encryption.org/v1".utf8)))
        try open(out, key.identity, id, test.folder)
        let sent = try await test.send(id, ["--recipient", key.recipient])
        let file = try #require(try sent.record()["file"]?.stringValue)
        #expect(file == "\(id).tar.age")
        try open("\(test.workspace.outboxFolder)/\(file)", key.identity, id, test.folder)
        #expect(try Files.names(in: test.workspace.outboxFolder) == [file], "nothing plain is left behind")
        // A key of the right form that is none: age refuses, nothing is written.
        let wrong = await test.run(
            SealCommand.self,
            [id, "--out", test.folder.file("q"), "--recipient", "age1" + String(repeating: "q", count: 58)])
        #expect(wrong.exitCode == .unusableInput)
        #expect(wrong.errors.contains("referrals.age.failed"))
        #expect(!Files.exists(test.folder.file("q")))
    }

    private func open(_ file: String, _ identity: String, _ id: String, _ folder: TemporaryFolder) throws {
        let age = try #require(ExternalTool.path("age"))
        let plain = folder.file("plain.tar")
        let opened = try ExternalTool.run(age, ["-d", "-i", identity, "-o", plain, file])
        #expect(opened.exitCode == 0, "\(opened.errors)")
        let listed = try ExternalTool.run("/bin/tar", ["-tf", plain])
        #expect(listed.output.contains("\(id)/data/ncmec/report.xml"))
    }

    private static func key(_ folder: TemporaryFolder) throws -> (identity: String, recipient: String) {
        let keygen = try #require(ExternalTool.path("age-keygen"))
        let identity = folder.file("identity.txt")
        let made = try ExternalTool.run(keygen, ["-o", identity])
        #expect(made.exitCode == 0)
        let shown = try ExternalTool.run(keygen, ["-y", identity])
        return (identity, shown.output.trimmingCharacters())
    }

    private func remove(_ folder: String) async throws {
        _ = try ExternalTool.run("/bin/rm", ["-r", folder])
    }
}

extension String {
    /// Without line ends around it.
    fileprivate func trimmingCharacters() -> String { String(split(whereSeparator: \.isNewline).first ?? "") }
}
