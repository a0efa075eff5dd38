import AllianceKit
import Cryptography
import Hashing
import TestKit
import Testing

@Suite struct BundlePublishTests {
    let out: TemporaryFolder
    let house: BundleHouse

    init() throws {
        out = try TemporaryFolder()
        house = try BundleHouse("example.org")
    }

    private func manifest(_ list: String = "own") throws -> BundleManifest {
        try BundleManifest(
            note: try Files.read(out.file("\(list)/manifest")), verifiedBy: try VerifierKey(file: house.verifier))
    }

    @Test func theKeyIsMadeOnceAndShown() async throws {
        #expect(await house("key").exitCode == .unusableInput)
        let made = try await house("key", "--create", "example.org/lists", "--key", "k").record()
        #expect(made["origin"] == "example.org/lists")
        #expect(try await house("key").record() == made)
        #expect(try await house("key", "--create", "example.org/lists", "--key", "k").record() == made)
        #expect(await house("key", "--create", "example.org/other").errors.contains("lists.key.exists"))
        #expect(Files.permissions(house.folder.file("keys/lists.key")) == 0o600)
        #expect(try house.events("hashing.key.created").count == 1)
    }

    @Test func whatAManifestSays() async throws {
        try house.fill("own", 0..<3)
        _ = try house.lists.withdraw("e000001", from: "own", reason: "a false positive", at: house.clock.now)
        let record = try await house.publish("own", to: out.path)
        #expect(record["sequence"] == 1 && record["entries"] == 2 && record["withdrawn"] == 1)
        let manifest = try manifest()
        #expect(
            manifest.text.hasPrefix(
                "alliance-list-bundle/1\norigin example.org/lists\nlist own\nkind bad\nsequence 1\n"))
        #expect(manifest.previous == nil && manifest.since == 1 && manifest.deltas.isEmpty)
        let segment = try #require(manifest.base.first)
        let bytes = try Files.read(out.file("own/segment/\(segment.digest.hex)"))
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        #expect(lines.count == 3 && segment.lines == 3)
        #expect(
            lines[1] == #"{"entry":"e000001","withdrawn":{"reason":"a false positive","time":"2026-11-23T09:00:00Z"}}"#)
        #expect(
            try house.events("hashing.list.published").map { $0.facts["manifest"] } == [.string(manifest.digest.hex)])
    }

    @Test func theSameListGivesTheSameBytes() async throws {
        try house.fill("own", 0..<2000)
        try await house.publish("own", to: out.path)
        let first = try manifest()
        let again = try await house.publish("own", to: out.path)
        #expect(again["unchanged"] == true && again["sequence"] == 1 && again["bytes"] == 0)
        #expect(try manifest() == first)
        // Filled in another order, in another workspace.
        let other = try BundleHouse("example.org")
        try other.fill("own", 1000..<2000)
        try other.fill("own", 0..<1000)
        let elsewhere = try TemporaryFolder()
        try await other.publish("own", to: elsewhere.path)
        let segments = { (folder: String) in try Files.names(in: "\(folder)/own/segment") }
        #expect(try segments(out.path) == segments(elsewhere.path))
    }

    @Test func aSmallChangeWritesLittle() async throws {
        try house.fill("own", 0..<24_000)
        let whole = try #require(try await house.publish("own", to: out.path)["bytes"]?.integerValue)
        let before = try manifest()
        #expect(before.base.count > 2)
        house.clock.advance(hours: 1)
        try house.fill("own", 24_000..<24_005)
        _ = try house.lists.withdraw("e010000", from: "own", reason: "a false positive", at: house.clock.now)
        let record = try await house.publish("own", to: out.path)
        let after = try manifest()
        #expect(record["sequence"] == 2)
        #expect(after.previous == before.digest && after.since == 1)
        #expect(after.deltas.map(\.segment.lines) == [6])
        // The cuts stay where they were: at most two segments of the base are new.
        #expect(Set(after.base).subtracting(before.base).count <= 2)
        #expect(try #require(record["bytes"]?.integerValue) < whole)
        // What the manifest before named is still there; what only older ones named is gone.
        let names = Set(try Files.names(in: out.file("own/segment")))
        #expect(names == Set((before.segments + after.segments).map(\.digest.hex)))
    }

    @Test func oldDeltasAreDroppedWhenTheyOutgrowTheBase() async throws {
        try house.fill("own", 0..<100)
        try await house.publish("own", to: out.path)
        for round in 1...20 {
            house.clock.advance(hours: 1)
            try house.fill("own", 0..<100, category: "round \(round)")
            try await house.publish("own", to: out.path)
            let manifest = try manifest()
            #expect(manifest.sequence == Int64(round + 1))
            #expect(manifest.deltas.reduce(0) { $0 + $1.segment.bytes } <= 64 << 10)
            #expect(manifest.deltas.map(\.sequence).allSatisfy { $0 > manifest.since })
        }
        let manifest = try manifest()
        #expect(manifest.since > 1 && manifest.since < 21)
    }

    @Test func publishingTakesTwoPeople() async throws {
        let strict = try BundleHouse("example.org", onePerson: false)
        try strict.fill("own", 0..<5)
        try strict.fill("second", 0..<5)
        _ = await strict("key", "--create", "example.org/lists")
        let proposed = await strict("publish", "own", "second", "--out", out.path)
        #expect(proposed.exitCode == .notAllowed)
        #expect(!Files.exists(out.file("own")))
        let approvals = try strict.store.read { try $0.all(Query<Approval>()) }
        #expect(approvals.map(\.verb) == ["lists.publish", "lists.publish"])
        try approve(strict)
        // Another state is another act.
        try strict.fill("second", 5..<6)
        let partly = await strict("publish", "own", "second", "--out", out.path)
        #expect(partly.exitCode == .notAllowed)
        #expect(Files.exists(out.file("own/manifest")) && !Files.exists(out.file("second")))
        try approve(strict)
        #expect(await strict("publish", "own", "second", "--out", out.path).exitCode == .done)
        #expect(try strict.events("hashing.list.published").count == 2)
    }

    @Test func aPublicationThatWasKilledIsCompletedAsApproved() async throws {
        try house.fill("own", 0..<50)
        try await house.publish("own", to: out.path)
        let done = try manifest()
        let record = try #require(try house.store.read { try $0.first(Query<BundlePublication>()) })
        // As if it had been killed after the approval, before the manifest was written.
        var killed = record
        killed.published = nil
        try house.store.write {
            try $0.put(killed, because: Event("hashing.bundle.approved", killed.id, at: house.clock.now, by: "x"))
        }
        try Files.remove(out.file("own/manifest"))
        let approvals = try house.events("approval.used").count
        try await house.publish("own", to: out.path)
        #expect(try manifest() == done)
        #expect(try house.events("approval.used").count == approvals)
        #expect(try house.store.read { try $0.first(Query<BundlePublication>()) }?.published != nil)
    }

    @Test func aLostFolderGoesOnUnderTheNextNumber() async throws {
        try house.fill("own", 0..<50)
        try await house.publish("own", to: out.path)
        let first = try manifest()
        let stick = try TemporaryFolder()
        let record = try await house.publish("own", to: stick.path)
        #expect(record["sequence"] == 2)
        let next = try BundleManifest(
            note: try Files.read(stick.file("own/manifest")), verifiedBy: try VerifierKey(file: house.verifier))
        #expect(next.previous == first.digest && next.deltas.isEmpty && next.since == 2 && next.base == first.base)
    }

    @Test func aFolderOfSomebodyElseIsNotTouched() async throws {
        try house.fill("own", 0..<5)
        try await house.publish("own", to: out.path)
        let other = try BundleHouse("partner.example")
        try other.fill("own", 0..<6)
        _ = await other("key", "--create", "partner.example/lists")
        let run = await other("publish", "own", "--out", out.path)
        #expect(run.exitCode == .unusableInput && run.errors.contains("note.signature"))
        #expect(try manifest().sequence == 1)
    }

    private func approve(_ house: BundleHouse) throws {
        let context = CommandContext(
            surroundings: house.surroundings, actor: "reviewer-2", registry: try Registry([HashingPlugin.self]),
            output: OutputWriter(format: .ndjson, width: 80) { _ in },
            talk: Talk(quiet: true, isTerminal: false, now: { house.clock.now }) { _ in }, request: ""
        ) { _ in house.workspace }
        try house.store.write { transaction in
            for approval in try transaction.all(Query<Approval>()) where approval.used == nil {
                _ = try Approvals.approve(approval.id, in: transaction, context)
            }
        }
    }
}
