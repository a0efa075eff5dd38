import AllianceKit
import Cryptography
import Hashing
import TestKit
import Testing

@Suite struct BundleFetchTests {
    let out: TemporaryFolder
    let server: FolderServer
    let publisher: BundleHouse
    let partner: BundleHouse

    init() throws {
        out = try TemporaryFolder()
        server = FolderServer(out.path)
        publisher = try BundleHouse("example.org")
        partner = try BundleHouse("partner.example", http: server)
    }

    private func fetch(_ more: String..., web: Bool = false) async -> CommandRun {
        let source = web ? "https://example.org/own" : out.file("own")
        return await CommandRun.run(
            HashingWorkspace.command("fetch"), [source, "--as", "theirs", "--verifier-key", publisher.verifier] + more,
            in: partner.workspace, surroundings: partner.surroundings, plugins: [HashingPlugin.self])
    }

    private var manifest: BundleManifest {
        get throws {
            try BundleManifest(
                note: try Files.read(out.file("own/manifest")), verifiedBy: try VerifierKey(file: publisher.verifier))
        }
    }

    @Test(arguments: [false, true]) func everythingArrives(web: Bool) async throws {
        var rich = BundleHouse.entry(7)
        rich.note = "stays at home"
        rich.source = "hotline"
        rich.tags = ["series-17", "b"]
        rich.fingerprints = ["pdna": "AAECAw=="]
        rich.opinions = [
            HashOpinion(.positive, source: "hotline", time: CommandRun.start, reasons: ["confirmed"]),
            HashOpinion(.investigationSeed),
        ]
        rich.firstSeen = CommandRun.start
        rich.lastSeen = CommandRun.start.adding(hours: 1)
        rich.expires = CommandRun.start.adding(days: 900)
        try publisher.fill("own", 0..<3000)
        var more = [rich].makeIterator()
        _ = try publisher.lists.add(to: "own", at: publisher.clock.now) { more.next() }
        try await publisher.publish("own", to: out.path)
        let run = await fetch(web: web)
        #expect(run.exitCode == .done, "\(run.errors)")
        let record = try run.record()
        #expect(record["route"] == "base" && record["added"] == 3000 && record["sequence"] == 1)
        var expected = rich
        expected.note = nil
        expected.opinions[1].source = "example.org/lists"
        #expect(try partner.lists.entry("e000007", of: "theirs") == expected)
        #expect(try partner.entries("theirs").count == 3000)
        #expect(try partner.events("hashing.list.fetched").first?.facts["added"] == 3000)
        #expect(try partner.events("hashing.bundle.seen").count == 1)
        let again = try await fetch(web: web).record()
        #expect(again["route"] == "none" && again["segments"] == 0)
        #expect(try partner.events("hashing.list.fetched").count == 1)
        #expect(!Files.exists(partner.folder.file("bundles/theirs/segment/\(try manifest.base[0].digest.hex)")))
    }

    @Test func remarksTravelWhenAsked() async throws {
        var entry = BundleHouse.entry(1)
        entry.note = "a remark"
        var entries = [entry].makeIterator()
        _ = try publisher.lists.add(to: "own", at: publisher.clock.now) { entries.next() }
        try await publisher.publish("own", to: out.path, "--with-notes")
        _ = await fetch()
        #expect(try partner.entries("theirs").first?.note == "a remark")
    }

    @Test func aSmallChangeTransfersLittle() async throws {
        try publisher.fill("own", 0..<16_000)
        let whole = try #require(try await publisher.publish("own", to: out.path)["bytes"]?.integerValue)
        #expect(await fetch(web: true).exitCode == .done)
        publisher.clock.advance(hours: 1)
        try publisher.fill("own", 16_000..<16_004)
        try publisher.fill("own", 100..<103, category: "b")
        for name in ["e000200", "e013000", "e015999"] {
            _ = try publisher.lists.withdraw(name, from: "own", reason: "a false positive", at: publisher.clock.now)
        }
        try await publisher.publish("own", to: out.path)
        server.forget()
        let record = try await fetch(web: true).record()
        #expect(record["route"] == "delta" && record["segments"] == 1)
        #expect(record["added"] == 4 && record["updated"] == 3 && record["withdrawn"] == 3)
        #expect(server.paths.count == 2)
        #expect(try #require(record["bytes"]?.integerValue) < whole / 200)
        let gone = try #require(try partner.lists.entry("e013000", of: "theirs")?.withdrawal)
        #expect(gone.reason == "example.org/lists: a false positive")
        #expect(try partner.lists.entry("e000101", of: "theirs")?.category == "b")
        #expect(try partner.lists.lists().first?.active == 16_001)
    }

    @Test func aCopyTooOldForDeltasTakesWhatItLacksOfTheBase() async throws {
        try publisher.fill("own", 0..<8000)
        try await publisher.publish("own", to: out.path)
        _ = await fetch(web: true)
        // A folder that was lost: the chain of deltas starts anew, the segments stay the same.
        try publisher.fill("own", 8000..<8001)
        let stick = try TemporaryFolder()
        try await publisher.publish("own", to: stick.path)
        let other = FolderServer(stick.path)
        let moved = BundleHouse.Moved(partner, http: other)
        let record = try await moved.fetch("https://example.org/own", as: "theirs").record()
        #expect(record["route"] == "base" && record["added"] == 1)
        #expect(record["segments"] == 1)
    }

    @Test func nothingOlderIsTaken() async throws {
        try publisher.fill("own", 0..<5)
        try await publisher.publish("own", to: out.path)
        let old = try Files.read(out.file("own/manifest"))
        try publisher.fill("own", 5..<6)
        try await publisher.publish("own", to: out.path)
        #expect(await fetch().exitCode == .done)
        try Files.write(old, to: out.file("own/manifest"))
        let run = await fetch()
        #expect(run.exitCode == .notAllowed && run.errors.contains("bundle.rollback"))
        #expect(await fetch("--check").errors.contains("bundle.rollback"))
        #expect(try partner.entries("theirs").count == 6)
    }

    @Test func twoHistoriesOfOneKeyAreNoticed() async throws {
        try publisher.fill("own", 0..<5)
        try await publisher.publish("own", to: out.path)
        _ = await fetch()
        var forged = try manifest
        forged.time = forged.time.adding(hours: 1)
        let signer = try ListKeys.files.load(from: publisher.folder.file("keys"))
        try Files.write(forged.note(signedBy: signer), to: out.file("own/manifest"))
        #expect(await fetch().errors.contains("bundle.fork"))
        forged.sequence = 2
        forged.since = 2
        forged.previous = forged.digest
        try Files.write(forged.note(signedBy: signer), to: out.file("own/manifest"))
        #expect(await fetch().errors.contains("bundle.fork"))
    }

    @Test(arguments: [false, true]) func tamperingIsCaughtAndNothingIsApplied(web: Bool) async throws {
        try publisher.fill("own", 0..<4000)
        try await publisher.publish("own", to: out.path)
        let segment = try #require(try manifest.base.last)
        let path = out.file("own/segment/\(segment.digest.hex)")
        var bytes = try Files.read(path)
        bytes[bytes.count / 2] ^= 1
        try Files.write(bytes, to: path)
        for run in [await fetch("--check", web: web), await fetch(web: web)] {
            #expect(run.exitCode == .unusableInput)
            #expect(run.errors.contains("bundle.segment.damaged") && run.errors.contains(segment.digest.hex))
        }
        #expect(try partner.lists.lists().isEmpty)
        try Files.remove(path)
        let gone = await fetch(web: web)
        #expect(gone.errors.contains(web ? "bundle.unavailable" : "bundle.segment.missing"))
        var note = try Files.read(out.file("own/manifest"))
        note[40] ^= 1
        try Files.write(note, to: out.file("own/manifest"))
        #expect(await fetch(web: web).errors.contains("note.signature"))
        #expect(try partner.lists.lists().isEmpty)
    }

    @Test func anInterruptedFetchGoesOn() async throws {
        try publisher.fill("own", 0..<9000)
        try await publisher.publish("own", to: out.path)
        let last = try #require(try manifest.base.last).digest.hex
        server.answer("own/segment/\(last)", with: [1, 2, 3])
        #expect(await fetch(web: true).exitCode == .unusableInput)
        #expect(try partner.lists.lists().isEmpty)
        server.answer("own/segment/\(last)", with: nil)
        server.forget()
        let record = try await fetch(web: true).record()
        // Only the manifest and what was not here yet.
        #expect(server.paths == ["own/manifest", "own/segment/\(last)"])
        #expect(record["segments"] == 1 && record["added"] == 9000)
    }

    @Test func aStateThatWasAppliedInPartIsLeftBehindWhole() async throws {
        try publisher.fill("own", 0..<3000)
        try await publisher.publish("own", to: out.path)
        _ = await fetch()
        // Killed on the way to number 2: an entry is in that state already, the record says so.
        var state = try #require(try partner.store.read { try $0.first(Query<BundleSubscription>()) })
        state.applying = 2
        let half = state
        try partner.store.write {
            try $0.put(half, because: Event("hashing.bundle.verified", half.id, at: partner.clock.now, by: "x"))
        }
        try partner.fill("theirs", 7..<8, category: "of number 2")
        // The next number is as the first was, and there are no deltas to it.
        try publisher.fill("own", 0..<1, category: "b")
        let lost = try TemporaryFolder()
        try await publisher.publish("own", to: lost.path)
        try publisher.fill("own", 0..<1)
        let stick = try TemporaryFolder()
        try await publisher.publish("own", to: stick.path)
        let run = await partner("fetch", stick.file("own"), "--as", "theirs")
        #expect(try run.record()["route"] == "base" && run.record()["updated"] == 1)
        #expect(try partner.entries("theirs") == publisher.entries("own"))
    }

    @Test func whatWasDecidedHereStays() async throws {
        try publisher.fill("own", 0..<10)
        try await publisher.publish("own", to: out.path)
        _ = await fetch()
        _ = try partner.lists.withdraw("e000001", from: "theirs", reason: "ours", at: partner.clock.now)
        _ = try partner.lists.update("e000002", of: "theirs", at: partner.clock.now) {
            $0.opinions.append(HashOpinion(.negative, source: "partner.example"))
            $0.note = "looked at twice"
        }
        try publisher.fill("own", 0..<10, category: "b")
        _ = try publisher.lists.withdraw("e000003", from: "own", reason: "theirs", at: publisher.clock.now)
        try await publisher.publish("own", to: out.path)
        #expect(await fetch().exitCode == .done)
        let entries = try partner.entries("theirs")
        #expect(entries[1].withdrawal?.reason == "ours")
        #expect(entries[2].standing == .negative && entries[2].note == "looked at twice" && entries[2].category == "b")
        #expect(entries[3].withdrawal?.reason == "example.org/lists: theirs")
        #expect(entries[4].category == "b")
    }

    @Test func anotherPublisherOrKindIsRefused() async throws {
        try publisher.fill("own", 0..<3)
        try await publisher.publish("own", to: out.path)
        #expect(await fetch().exitCode == .done)
        let other = try BundleHouse("other.example.net")
        try other.fill("own", 0..<3)
        let elsewhere = try TemporaryFolder()
        try await other.publish("own", to: elsewhere.path)
        let changed = await partner("fetch", elsewhere.file("own"), "--as", "theirs", "--verifier-key", other.verifier)
        #expect(changed.errors.contains("bundle.key.changed"))
        let wrong = await partner("fetch", elsewhere.file("own"), "--as", "theirs")
        #expect(wrong.errors.contains("note.signature"))
        #expect(await partner("fetch", elsewhere.file("own"), "--as", "new").errors.contains("bundle.key.missing"))
        try partner.lists.declare("good", kind: .good, at: partner.clock.now)
        try partner.fill("good", 0..<1)
        let kind = await partner("fetch", elsewhere.file("own"), "--as", "good", "--verifier-key", other.verifier)
        #expect(kind.errors.contains("bundle.kind"))
        #expect(
            await partner("fetch", "http://example.org/own", "--as", "x", "--verifier-key", other.verifier).errors
                .contains("bundle.url"))
    }

    @Test func aRepeatedKeyAnswersTheSame() async throws {
        try publisher.fill("own", 0..<3)
        try await publisher.publish("own", to: out.path)
        let first = await fetch("--key", "f1")
        try publisher.fill("own", 3..<4)
        try await publisher.publish("own", to: out.path)
        let again = await fetch("--key", "f1")
        #expect(first.output == again.output)
        #expect(try partner.entries("theirs").count == 3)
    }

    @Test func aLineThatCannotBeUsedIsNamedAndTheRestApplied() async throws {
        let signer = try ListKeys.files.create(in: publisher.folder.file("keys"), origin: "example.org/lists") {
            [UInt8](repeating: 9, count: $0)
        }
        let lines = [
            #"{"entry":"a","md5":"00"}"#, #"{"entry":"b","md5":"d41d8cd98f00b204e9800998ecf8427e","new":1}"#, "x",
        ]
        let bytes = Array((lines.joined(separator: "\n") + "\n").utf8)
        let digest = Digester.digest(.sha256, of: bytes)
        let text = """
            alliance-list-bundle/1
            origin \(signer.name)
            list own
            kind bad
            sequence 1
            time 2026-11-23T09:00:00Z
            previous -
            entries 3
            withdrawn 0
            since 1
            base \(digest.hex) \(bytes.count) 3

            """
        let manifest = try BundleManifest(text: text)
        try Files.makeFolder(out.file("own/segment"))
        try Files.write(bytes, to: out.file("own/segment/\(digest.hex)"))
        try Files.write(
            manifest.note(signedBy: try ListKeys.files.load(from: publisher.folder.file("keys"))),
            to: out.file("own/manifest"))
        let run = await fetch()
        #expect(run.exitCode == .partial)
        #expect(try run.record()["added"] == 1 && run.record()["rejected"] == 2)
        #expect(run.errors.contains("bundle.entry.format"))
    }
}

extension BundleHouse {
    /// The same house behind another server.
    struct Moved {
        let house: BundleHouse
        let surroundings: Surroundings

        init(_ house: BundleHouse, http: any HTTPClient) {
            self.house = house
            var surroundings = house.surroundings
            surroundings.http = { _ in http }
            self.surroundings = surroundings
        }

        func fetch(_ source: String, as list: String) async -> CommandRun {
            await CommandRun.run(
                HashingWorkspace.command("fetch"), [source, "--as", list], in: house.workspace,
                surroundings: surroundings, plugins: [HashingPlugin.self])
        }
    }
}
