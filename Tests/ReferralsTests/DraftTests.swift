import AllianceKit
import TestKit
import Testing

@testable import Referrals

/// Drafting: from matches and options, and from a file.
@Suite struct DraftTests {
    @Test func takesFilesFromRecordedMatches() async throws {
        let test = try TestWorkspace()
        let matches = try test.addMatches()
        let run = await test.run(
            DraftCommand.self,
            [
                "--match", matches[0], "--match", matches[1], "--match", matches[0], "--incident-type", "csam",
                "--occurred", "2026-11-20T14:05:00+01:00", "--file-viewed", "no", "--victim-status", "unidentified",
                "--case", "case_17", "--escalate", "child at risk", "--platform", "Board", "--additional", "more",
                "--url", "https://a.example.org/", "--url", "https://b.example.org/",
            ])
        #expect(run.exitCode == .done, "\(run.errors)")
        let answer = try run.record()
        #expect(answer["files"] == 2)
        #expect(answer["matches"] == 2)
        #expect(answer["errors"] == 0)
        let record = try test.record(try #require(answer["id"]?.stringValue))
        let file = record.referral.files[0]
        #expect(file.digest(.sha256) == KnownFileMatch.examples[0].file.digest(.sha256))
        #expect(file.pdq == KnownFileMatch.examples[0].file.pdq)
        #expect(file.listMatches.map(\.list) == ["partner-a"])
        #expect(file.viewedByReporter.value == .no)
        #expect(file.viewedByReporter.source?.by == "analyst-1")
        #expect(file.publiclyAvailable == .notStated)
        #expect(record.referral.victims[0].status.value == .unidentified)
        #expect(record.referral.caseReference == "case_17")
        #expect(record.referral.reporter?.organisation == "Example Hotline")
        #expect(record.referral.channels.count == 1)
        #expect(test.store.eventKinds.suffix(2) == ["referrals.drafted", "approval.proposed"])
    }

    @Test func nothingIsInferred() async throws {
        let test = try TestWorkspace()
        let record = try test.record(try await test.draft())
        #expect(record.referral.victims.isEmpty)
        #expect(record.referral.files[0].viewedByReporter == .notStated)
        #expect(record.referral.incident.annotations.isEmpty)
    }

    @Test func eventsHoldNeitherAddressesNorNames() async throws {
        let test = try TestWorkspace()
        _ = try await test.send(try await test.draft(["--additional", "secret words"]))
        for entry in test.store.events where entry.event.kind.hasPrefix("referrals.") {
            let facts = JSONText.encode(.object(entry.event.facts))
            for secret in ["example.org", "secret", "upload-0001", "1a1a"] { #expect(!facts.contains(secret)) }
        }
    }

    @Test func aRepeatedKeyChangesNothingAndAnswersTheSame() async throws {
        let test = try TestWorkspace()
        let words = [
            "--incident-type", "csam", "--occurred", "2026-11-20T14:05:00Z", "--url", "https://example.org", "--key",
            "k",
        ]
        let first = await test.run(DraftCommand.self, words)
        test.clock.advance(hours: 1)
        let second = await test.run(DraftCommand.self, words)
        #expect(first.output == second.output)
        #expect(test.store.recordCount(in: ReferralRecord.table) == 1)
    }

    @Test func readsAFullRecordFromAFile() async throws {
        let test = try TestWorkspace()
        let path = test.folder.file("referral.json")
        let referral = ReferralRecord.examples[1].referral
        try Files.write(try referral.json(), to: path)
        let run = await test.run(DraftCommand.self, ["--from", path])
        #expect(run.exitCode == .done, "\(run.errors)")
        #expect(try test.record(try #require(run.record()["id"]?.stringValue)).referral == referral)
    }

    @Test func aMistakeInTheFileNamesFileAndElement() async throws {
        let test = try TestWorkspace()
        let path = try test.folder.write(
            "bad.json",
            #"{"incident":{"type":{"value":"csam"},"time":{"value":"2026-11-01T10:00:00Z"}},"files":[{"bytes":"many"}]}"#
        )
        let run = await test.run(DraftCommand.self, ["--from", path])
        #expect(run.exitCode == .unusableInput)
        #expect(run.errors.contains("bad.json"))
        #expect(run.errors.contains("files[0].bytes"))
        #expect(test.store.recordCount(in: ReferralRecord.table) == 0)
    }

    @Test(arguments: [
        (["--url", "https://example.org"], ExitCode.usage),
        (["--incident-type", "csam", "--occurred", "yesterday"], .usage),
        (["--incident-type", "nonsense", "--occurred", "2026-11-20T14:05:00Z"], .usage),
        (["--incident-type", "csam", "--occurred", "2026-11-20T14:05:00Z", "--match", "nonsense"], .usage),
        (
            ["--incident-type", "csam", "--occurred", "2026-11-20T14:05:00Z", "--match", "match_unknown"],
            .unusableInput
        ),
        (["--from", "/nowhere.json"], .unusableInput),
        (["--from", "x.json", "--url", "https://example.org"], .usage),
    ])
    func mistakesAreSaid(words: [String], code: ExitCode) async throws {
        let test = try TestWorkspace()
        let run = await test.run(DraftCommand.self, words)
        #expect(run.exitCode == code, "\(run.errors)")
        #expect(!run.errors.isEmpty)
        #expect(run.output.isEmpty)
    }

    @Test func aDraftWithErrorsIsKeptButNotProposed() async throws {
        let test = try TestWorkspace()
        let run = await test.run(
            DraftCommand.self,
            ["--incident-type", "csam", "--occurred", "2027-01-01T00:00:00Z", "--url", "https://example.org"])
        let answer = try run.record()
        #expect(answer["errors"] == 1)
        #expect(answer["approval"] == .null)
        let id = try #require(answer["id"]?.stringValue)
        let check = await test.run(CheckCommand.self, [id])
        #expect(check.exitCode == .partial)
        #expect(check.errors.contains("/report/incidentSummary/incidentDateTime"))
        #expect(try check.record()["valid"] == false)
        for run in [
            await test.run(ApproveCommand.self, [id], actor: "lead-1"), await test.run(SendCommand.self, [id]),
            await test.run(SealCommand.self, [id, "--out", test.folder.file("p")]),
        ] {
            #expect(run.exitCode == .unusableInput)
            #expect(run.errors.contains("incidentDateTime"))
        }
        #expect(!Files.exists(test.folder.file("p")))
    }
}
