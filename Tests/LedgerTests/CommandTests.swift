import AllianceKit
import Cryptography
import Storage
import TestKit
import Testing

@testable import Ledger

@Suite struct CommandTests {
    @Test func tailShowsTheNewestLast() async throws {
        let ledger = try LedgerUnderTest()
        try ledger.append(600)
        let run = await CommandRun.run(TailCommand.self, ["--limit", "3"], in: ledger.workspace)
        #expect(run.exitCode == .done)
        #expect(try run.records().map { $0["sequence"] } == [597, 598, 599])
        let last = try #require(try run.records().last)
        #expect(last["kind"] == "sample.case.noted")
        #expect(last["subject"] == "case_sample4")
        #expect(last["actor"] == "analyst-2")
        #expect(last["time"] == "2026-11-23T09:09:59Z")
        #expect(last["facts"] == ["number": 599, "outcome": "confirmed"])
        #expect(last["commitment"] == .null)
        let all = await CommandRun.run(TailCommand.self, [], in: ledger.workspace)
        #expect(try all.records().count == 20)
    }

    @Test func tailFilters() async throws {
        let ledger = try LedgerUnderTest()
        try ledger.store.write { transaction in
            for number in 0..<300 {
                let kind = number % 100 == 0 ? "sample.rare.seen" : "sample.case.noted"
                try transaction.append(LedgerUnderTest.event(number, kind: kind))
            }
        }
        func sequences(_ words: [String]) async throws -> [Int64?] {
            let run = await CommandRun.run(TailCommand.self, words, in: ledger.workspace)
            #expect(run.exitCode == .done, "\(run.errors)")
            return try run.records().map { $0["sequence"]?.integerValue }
        }
        #expect(try await sequences(["--kind", "sample.rare.seen"]) == [0, 100, 200])
        #expect(try await sequences(["--kind", "sample.rare"]) == [0, 100, 200])
        #expect(try await sequences(["--kind", "sample.rar"]) == [])
        #expect(try await sequences(["--subject", "case_sample3", "--limit", "2"]) == [290, 297])
        #expect(try await sequences(["--since", "2026-11-23T09:04:58Z"]) == [298, 299])
        #expect(try await sequences(["--since", "2026-11-24"]) == [])
        #expect(try await sequences(["--kind", "sample.rare", "--subject", "case_sample2"]) == [100])
    }

    @Test(arguments: [["--limit", "0"], ["--since", "yesterday"], ["--subject", "nothing"]])
    func tailRefusesWhatItCannotRead(words: [String]) async throws {
        let ledger = try LedgerUnderTest()
        #expect(await CommandRun.run(TailCommand.self, words, in: ledger.workspace).exitCode == .usage)
    }

    @Test func verifyNamesTheFirstBadEntry() async throws {
        let ledger = try LedgerUnderTest()
        try ledger.append(300)
        let good = await CommandRun.run(VerifyCommand.self, [], in: ledger.workspace)
        #expect(good.exitCode == .done)
        let root = try ledger.head { try $0.root() }
        #expect(
            try good.record() == [
                "intact": true, "entries": 300, "root": .text(root), "checkpoints": 0, "faults": 0,
            ])
        try ledger.tamper("UPDATE ledger_entry SET body=x'00' WHERE sequence=270")
        let bad = await CommandRun.run(VerifyCommand.self, [], in: ledger.workspace)
        #expect(bad.exitCode == .partial)
        #expect(try bad.record()["intact"] == false)
        #expect(bad.errors.contains("ledger entry 270 was changed"))
        #expect(bad.errors.contains("[ledger.entry.changed]"))
    }

    @Test func checkpointIsSignedKeptAndRepeatable() async throws {
        let ledger = try LedgerUnderTest()
        try ledger.append(10)
        let file = ledger.folder.file("head.txt")
        let first = await CommandRun.run(
            CheckpointCommand.self, ["--out", file, "--key", "k1"], in: ledger.workspace)
        #expect(first.exitCode == .done, "\(first.errors)")
        let note = try #require(try first.record()["note"]?.stringValue)
        #expect(Array(note.utf8) == (try Files.read(file)))
        let head = try Checkpoint(note: Array(note.utf8), verifiedBy: ledger.verifier)
        #expect(head.size == 10)
        try ledger.append(10)
        let again = await CommandRun.run(
            CheckpointCommand.self, ["--out", file, "--key", "k1"], in: ledger.workspace)
        #expect(again.output == first.output)
        let table = await CommandRun.run(CheckpointCommand.self, [], in: ledger.workspace, format: .table)
        #expect(try Checkpoint(note: Array(table.output.utf8), verifiedBy: ledger.verifier).size == 20)
        #expect(try ledger.verify().checkpoints == 2)
    }

    @Test func aLogThatContradictsItsCheckpointIsNotSigned() async throws {
        let ledger = try LedgerUnderTest()
        try ledger.append(20)
        #expect(await CommandRun.run(CheckpointCommand.self, [], in: ledger.workspace).exitCode == .done)
        try ledger.tamper("DELETE FROM ledger_entry WHERE sequence>=15")
        let run = await CommandRun.run(CheckpointCommand.self, [], in: ledger.workspace)
        #expect(run.exitCode == .unusableInput)
        #expect(run.errors.contains("[ledger.rolled-back]"))
        try ledger.append(10)
        let rewritten = await CommandRun.run(CheckpointCommand.self, [], in: ledger.workspace)
        // The same events were appended again, so the log is what was signed: that is no contradiction.
        #expect(rewritten.exitCode == .done)
        try ledger.tamper("DELETE FROM ledger_entry WHERE sequence>=15")
        try ledger.store.write { transaction in
            for number in 100..<120 { try transaction.append(LedgerUnderTest.event(number)) }
        }
        let changed = await CommandRun.run(CheckpointCommand.self, [], in: ledger.workspace)
        #expect(changed.errors.contains("[ledger.rewritten]"))
    }

    @Test func proofsAreMadeAndCheckedOffline() async throws {
        let ledger = try LedgerUnderTest()
        try ledger.append(300)
        let (proof, entry) = (ledger.folder.file("p.tlog-proof"), ledger.folder.file("e.json"))
        for sequence in [0, 255, 256, 299] {
            let made = await CommandRun.run(
                ProveCommand.self, ["\(sequence)", "--out", proof, "--entry-out", entry], in: ledger.workspace)
            #expect(made.exitCode == .done, "\(made.errors)")
            #expect(try made.record()["index"] == .int(sequence))
            let words = ["--proof", proof, "--entry", entry, "--verifier", ledger.verifier.description]
            let checked = await CommandRun.run(CheckCommand.self, words)
            #expect(checked.exitCode == .done, "\(checked.errors)")
            #expect(
                try checked.record() == [
                    "check": "proof", "holds": true, "origin": "example.org/alliance-ledger", "signedSize": 300,
                    "size": .null, "index": .int(sequence),
                ])
            let inside = await CommandRun.run(CheckCommand.self, ["--proof", proof], in: ledger.workspace)
            #expect(inside.exitCode == .done)
            try Files.write(try Files.read(entry) + [0x20], to: entry)
            let wrong = await CommandRun.run(CheckCommand.self, words)
            #expect(wrong.exitCode == .partial)
            #expect(try wrong.record()["holds"] == false)
            #expect(wrong.errors.contains("[ledger.proof.wrong]"))
        }
    }

    @Test func aProofBySubjectCarriesItsEntry() async throws {
        let ledger = try LedgerUnderTest()
        try ledger.append(30)
        let run = await CommandRun.run(
            ProveCommand.self, ["--subject", "case_sample3", "--with-entry"], in: ledger.workspace)
        #expect(try run.record()["index"] == 24)
        let text = try #require(try run.record()["proof"]?.stringValue)
        let file = try ledger.folder.write("p", text)
        let key = try ledger.folder.write("key.pub", "\(ledger.verifier)\n")
        let checked = await CommandRun.run(CheckCommand.self, ["--proof", file, "--verifier", key])
        #expect(checked.exitCode == .done, "\(checked.errors)")
        let table = await CommandRun.run(ProveCommand.self, ["3"], in: ledger.workspace, format: .table)
        #expect(table.output.hasPrefix("c2sp.org/tlog-proof@v1\nindex 3\n"))
    }

    @Test func anOldProofStaysGoodAndTheNewestCheckpointIsUsed() async throws {
        let ledger = try LedgerUnderTest()
        try ledger.append(30)
        let first = await CommandRun.run(ProveCommand.self, ["7"], in: ledger.workspace)
        try ledger.append(30)
        let second = await CommandRun.run(ProveCommand.self, ["7"], in: ledger.workspace)
        #expect(first.output == second.output)
        let third = await CommandRun.run(ProveCommand.self, ["40"], in: ledger.workspace)
        #expect(try third.record()["size"] == 60)
        let file = try ledger.folder.write("p", try #require(try first.record()["proof"]?.stringValue))
        #expect(await CommandRun.run(CheckCommand.self, ["--proof", file], in: ledger.workspace).exitCode == .done)
    }

    @Test(arguments: [(["5"], "ledger.entry.none"), (["--subject", "case_other"], "ledger.entry.none")])
    func nothingToProve(words: [String], code: String) async throws {
        let ledger = try LedgerUnderTest()
        try ledger.append(5)
        let run = await CommandRun.run(ProveCommand.self, words, in: ledger.workspace)
        #expect(run.exitCode == .unusableInput)
        #expect(run.errors.contains("[\(code)]"))
        #expect(await CommandRun.run(ProveCommand.self, [], in: ledger.workspace).exitCode == .usage)
    }

    @Test func historyIsCheckedAgainstAnOldCheckpoint() async throws {
        let ledger = try LedgerUnderTest()
        try ledger.append(20)
        let file = ledger.folder.file("old.txt")
        _ = await CommandRun.run(CheckpointCommand.self, ["--out", file], in: ledger.workspace)
        try ledger.append(300)
        let good = await CommandRun.run(CheckCommand.self, ["--against", file], in: ledger.workspace)
        #expect(good.exitCode == .done, "\(good.errors)")
        #expect(
            try good.record() == [
                "check": "history", "holds": true, "origin": "example.org/alliance-ledger", "signedSize": 20,
                "size": 320, "index": .null,
            ])
    }

    /// The whole file is put back to an earlier state: everything inside fits, only the outside checkpoint tells.
    @Test func aRolledBackStoreIsFound() async throws {
        let ledger = try LedgerUnderTest()
        try ledger.append(15)
        let store = ledger.folder.file(Workspace.storeFile)
        try ledger.tamper("SELECT 1")
        let copy = ledger.folder.file("copy.db")
        let database = try Database(path: store, profile: .records(.write))
        try database.execute("VACUUM INTO '\(copy)'")
        try ledger.append(5)
        let file = ledger.folder.file("old.txt")
        _ = await CommandRun.run(CheckpointCommand.self, ["--out", file], in: ledger.workspace)

        let other = try TemporaryFolder()
        try Files.write(try Files.read(copy), to: other.file(Workspace.storeFile))
        for name in ["ledger.key", "ledger.pub"] {
            try Files.makeFolder(other.file("keys"))
            try Files.write(
                try Files.read(ledger.folder.file("keys/\(name)")), to: other.file("keys/\(name)"), mode: 0o600)
        }
        let rolled = try LedgerUnderTest(folder: other)
        #expect(try rolled.verify().isIntact)
        let run = await CommandRun.run(CheckCommand.self, ["--against", file], in: rolled.workspace)
        #expect(run.exitCode == .partial)
        #expect(try run.record()["holds"] == false)
        #expect(run.errors.contains("[ledger.rolled-back]"))
        // Other events since: the same size, another history.
        try rolled.store.write { transaction in
            for number in 500..<510 { try transaction.append(LedgerUnderTest.event(number)) }
        }
        let changed = await CommandRun.run(CheckCommand.self, ["--against", file], in: rolled.workspace)
        #expect(changed.exitCode == .partial)
        #expect(changed.errors.contains("[ledger.rewritten]"))
    }

    @Test func unusableCheckpointsAndProofsAreNamed() async throws {
        let ledger = try LedgerUnderTest()
        try ledger.append(5)
        let file = try ledger.folder.write("bad.txt", "this is no note\n")
        for option in ["--against", "--proof"] {
            let run = await CommandRun.run(CheckCommand.self, [option, file], in: ledger.workspace)
            #expect(run.exitCode == .unusableInput)
            #expect(run.errors.contains("bad.txt"))
            let missing = await CommandRun.run(CheckCommand.self, [option, file + "x"], in: ledger.workspace)
            #expect(missing.exitCode == .unusableInput)
        }
        #expect(await CommandRun.run(CheckCommand.self, [], in: ledger.workspace).exitCode == .usage)
        #expect(
            await CommandRun.run(CheckCommand.self, ["--against", file, "--proof", file], in: ledger.workspace).exitCode
                == .usage)
    }

    @Test func exportAddsOnlyWhatIsNew() async throws {
        let ledger = try LedgerUnderTest()
        let folder = ledger.folder.file("export")
        func export() async throws -> JSONObject {
            let run = await CommandRun.run(ExportCommand.self, [folder], in: ledger.workspace)
            #expect(run.exitCode == .done, "\(run.errors)")
            return try run.record()
        }
        try ledger.append(700)
        #expect(try await export()["files"] == 8)
        #expect(Files.exists("\(folder)/tile/entries/002.p/188"))
        #expect(try await export()["files"] == 0)
        try ledger.append(300)
        // Two full files of tile 2 in place of the partial ones, two partial ones of tile 3, the partial tile above, the checkpoint.
        #expect(try await export()["files"] == 6)
        #expect(!Files.exists("\(folder)/tile/entries/002.p"))
        #expect(Files.exists("\(folder)/tile/entries/002") && Files.exists("\(folder)/tile/0/003.p/232"))
    }

    @Test func aFolderOfAnotherHistoryIsLeftAlone() async throws {
        let ledger = try LedgerUnderTest()
        let folder = ledger.folder.file("export")
        try ledger.append(20)
        _ = await CommandRun.run(ExportCommand.self, [folder], in: ledger.workspace)
        let before = try Files.read("\(folder)/checkpoint")
        try ledger.tamper("DELETE FROM ledger_entry WHERE sequence>=10; DELETE FROM ledger_checkpoint")
        let run = await CommandRun.run(ExportCommand.self, [folder], in: ledger.workspace)
        #expect(run.exitCode == .unusableInput)
        #expect(run.errors.contains("[ledger.rolled-back]"))
        #expect(try Files.read("\(folder)/checkpoint") == before)
    }

    @Test func doctorLooksAtKeyAndCheckpoints() async throws {
        let ledger = try LedgerUnderTest()
        func findings() throws -> [HealthFinding.State] {
            let workspace = ledger.workspace
            let clock = ledger.clock
            let context = CommandContext(
                surroundings: .test(clock: clock), actor: "a", registry: try Registry([LedgerPlugin.self]),
                output: OutputWriter(format: .json, width: 80) { _ in },
                talk: Talk(quiet: true, isTerminal: false, now: { clock.now }) { _ in }, request: ""
            ) { _ in workspace }
            return try LedgerHealthCheck.examine(context).map(\.state)
        }
        #expect(try findings() == [.ok, .ok])
        try ledger.append(5)
        #expect(try findings() == [.ok, .warning])
        _ = await CommandRun.run(CheckpointCommand.self, [], in: ledger.workspace, clock: ledger.clock)
        #expect(try findings() == [.ok, .ok])
        try ledger.append(5)
        ledger.clock.advance(hours: 24 * 40)
        #expect(try findings() == [.ok, .warning])
        try ledger.tamper("DELETE FROM ledger_entry")
        #expect(try findings() == [.ok, .failed])
        try Files.remove(ledger.folder.file("keys/ledger.key"))
        #expect(try findings() == [.failed, .failed])
    }
}
