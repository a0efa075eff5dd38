import AllianceKit
import Cryptography
import TestKit
import Testing

@testable import Takedown

/// From a case to a block list and back: three persons, every safeguard, signed builds that say what changed.
struct BlockCaseTests {
    /// A hotline with a stop page, a signing key and cases whose notices were accepted three days ago.
    private func hotline(_ urls: [String] = ["https://bad.example.org/v/1.mp4"], settings: JSONObject = [:])
        async throws -> Hotline
    {
        var section: JSONObject = [
            "stopText": "Blocked under the Example Act.", "complaintAddress": "complaints@example.org",
            "origin": "rpz.example",
        ]
        for (name, value) in settings.members { section[name] = value }
        let hotline = try Hotline(settings: ["takedown": ["blocking": .object(section)]])
        try ListKeys.files.create(
            in: hotline.workspace.keysFolder, origin: "example.org/lists",
            randomBytes: { [UInt8](repeating: 5, count: $0) })
        for (place, url) in urls.enumerated() {
            let reference = "HL-\(place + 1)"
            try await hotline.open(reference, url: url)
            try hotline.change(reference) { record in
                record.assessment = CaseAssessment(
                    outcome: .confirmed, classification: .baseline, analyst: "a", time: hotline.clock.now)
                record.state = .watching
                record.clocks.noticeAccepted = hotline.clock.now
            }
        }
        hotline.clock.advance(hours: 72)
        try await see(hotline, (1...urls.count).map { "HL-\($0)" })
        return hotline
    }

    private func see(_ hotline: Hotline, _ references: [String], _ outcome: ObservationOutcome = .online) async throws {
        for reference in references {
            let run = await hotline.run(
                CheckCommand.self, [reference, "--outcome", outcome.rawValue, "--vantage", "test"])
            try #require(run.exitCode == .done, "\(run.errors)")
        }
    }

    private func block(_ hotline: Hotline, _ words: [String]) async throws {
        let proposal = await hotline.run(
            BlockProposeCommand.self, words + ["--reason", "csam", "--days", "30"], as: "one")
        try #require(proposal.exitCode == .done, "\(proposal.errors)")
        try #require(await hotline.run(BlockActivateCommand.self, [words[0]], as: "two").exitCode == .notAllowed)
        try hotline.approveAll()
        let done = await hotline.run(BlockActivateCommand.self, [words[0]], as: "two")
        try #require(done.exitCode == .done, "\(done.errors)")
    }

    private func build(_ hotline: Hotline, _ formats: [String] = ["rpz", "adblock"]) async -> CommandRun {
        await hotline.run(
            BlocklistBuildCommand.self, formats.flatMap { ["--to", $0] } + ["--out", hotline.folder.file("lists")])
    }

    private func changes(_ run: CommandRun) throws -> [String] {
        try run.records().compactMap { row in
            guard let what = row["what"]?.stringValue, what != "file" else { return nil }
            let code = row["code"]?.stringValue.map { " \($0.dropFirst(15))" } ?? ""
            let format = row["format"]?.stringValue.map { " \($0)" } ?? ""
            return "\(what) \(row["reference"]?.stringValue ?? "")\(format)\(code)"
        }
    }

    private func text(_ hotline: Hotline, _ name: String) throws -> String {
        String(decoding: try Files.read(hotline.folder.file("lists/\(name)")), as: UTF8.self)
    }

    @Test func threePersonsMakeABlock() async throws {
        let hotline = try await hotline()
        #expect(
            await hotline.run(BlockProposeCommand.self, ["HL-1", "--reason", "csam", "--days", "30"], as: "one")
                .exitCode == .done)
        let again = await hotline.run(
            BlockProposeCommand.self, ["HL-1", "--reason", "csam", "--days", "30"], as: "one")
        #expect(again.errors.contains("takedown.block.exists"))
        let own = await hotline.run(BlockActivateCommand.self, ["HL-1"], as: "one")
        #expect(own.exitCode == .notAllowed && own.errors.contains("takedown.block.same-person"))
        #expect(await hotline.run(BlockActivateCommand.self, ["HL-1"], as: "two").exitCode == .notAllowed)
        // The proposer's approval does not count, and does not stand in the way of a third person's either.
        try hotline.approveAll(as: "one")
        let wrong = await hotline.run(BlockActivateCommand.self, ["HL-1"], as: "two")
        #expect(wrong.exitCode == .notAllowed && wrong.errors.contains("takedown.block.same-person"))
        #expect(try hotline.record().isBlocked == false)
        #expect(await hotline.run(BlockActivateCommand.self, ["HL-1"], as: "two").errors.contains("approval.missing"))
        try hotline.approveAll(as: "three")
        let done = await hotline.run(BlockActivateCommand.self, ["HL-1", "--key", "k"], as: "two")
        #expect(done.exitCode == .done)
        #expect(try done.record()["state"] == "active")
        #expect(try done.record()["approvedBy"] == ["two", "three"])
        #expect(try hotline.record().state == .blocked)
        let events = try hotline.store.read { try $0.eventCount() }
        #expect(await hotline.run(BlockActivateCommand.self, ["HL-1", "--key", "k"], as: "two").output == done.output)
        #expect(try hotline.store.read { try $0.eventCount() } == events)
    }

    @Test func removalComesFirst() async throws {
        let hotline = try await hotline(settings: ["removalHours": 100])
        let words = ["HL-1", "--reason", "csam", "--days", "30"]
        let early = await hotline.run(BlockProposeCommand.self, words)
        #expect(early.exitCode == .notAllowed && early.errors.contains("takedown.block.removal-first"))
        #expect(await hotline.run(BlockProposeCommand.self, words + ["--order", "ORD-1"]).exitCode == .done)
    }

    @Test func everySafeguardIsChecked() async throws {
        let hotline = try await hotline([
            "https://bad.example.org/1", "https://good.example.org/2", "https://fine.example.org/3",
            "https://x.github.io/4",
            "https://nice.example.net/5",
        ])
        for (words, code) in [
            (["HL-1", "--as", "domain", "--days", "30"], "takedown.block.collateral"),
            (["HL-1", "--days", "91"], "takedown.block.expiry"),
            (["HL-5", "--days", "0"], "--days must be"),
        ] {
            let run = await hotline.run(BlockProposeCommand.self, words + ["--reason", "csam"])
            #expect(run.exitCode != .done && run.errors.contains(code), "\(words): \(run.errors)")
        }
        #expect(
            await hotline.run(BlocklistNeverCommand.self, ["add", "nice.example.net", "--reason", "a charity"]).exitCode
                == .done)
        let protected = await hotline.run(BlockProposeCommand.self, ["HL-5", "--reason", "csam", "--days", "3"])
        #expect(protected.errors.contains("takedown.block.never"))
        #expect(try await hotline.run(BlocklistNeverCommand.self, ["ls"]).records().count == 1)
        // Two of the three known addresses of the domain blocked: the third may take the domain with it.
        try await block(hotline, ["HL-2"])
        try await block(hotline, ["HL-1", "--as", "domain"])
        hotline.clock.advance(hours: 25)
        #expect(
            await hotline.run(BlockProposeCommand.self, ["HL-3", "--reason", "csam", "--days", "3"], as: "one").exitCode
                == .done)
        let stale = await hotline.run(BlockActivateCommand.self, ["HL-3"], as: "two")
        #expect(stale.errors.contains("takedown.block.unverified"))
    }

    @Test func buildsSayWhatChanged() async throws {
        let hotline = try await hotline([
            "https://bad.example.org/v/1.mp4", "https://two.example.org/2", "https://three.example.net/3",
        ])
        try await block(hotline, ["HL-1", "--as", "host"])
        try await block(hotline, ["HL-2"])
        try await block(hotline, ["HL-3"])
        let first = await build(hotline)
        #expect(first.exitCode == .partial)
        #expect(
            try changes(first) == [
                "added HL-1", "added HL-3", "added HL-2", "left-out HL-3 rpz inexpressible",
                "left-out HL-2 rpz inexpressible",
            ])
        #expect(try text(hotline, "rpz/rpz.zone").contains("bad.example.org CNAME *.\n"))
        #expect(try text(hotline, "stop.html").contains("Blocked under the Example Act."))
        let verified = await hotline.run(BlocklistVerifyCommand.self, [hotline.folder.file("lists")])
        #expect(verified.exitCode == .done, "\(verified.errors)")
        // Lifted, gone at its source, not seen for a day.
        #expect(await hotline.run(BlockLiftCommand.self, ["HL-1", "--reason", "moved away"]).exitCode == .done)
        #expect(try hotline.record("HL-1").isBlocked == false)
        try await see(hotline, ["HL-2"])
        hotline.clock.advance(hours: 20)
        try await see(hotline, ["HL-2"])
        hotline.clock.advance(hours: 10)
        let second = await build(hotline, ["adblock"])
        #expect(second.exitCode == .partial)
        #expect(try changes(second) == ["dropped HL-1 lifted", "left-out HL-3 unverified", "kept HL-2"])
        #expect(try blocks(hotline) == [.removed, .active, .active])
        try await see(hotline, ["HL-2"], .removed)
        hotline.clock.advance(hours: 1)
        try await see(hotline, ["HL-3"])
        let third = await build(hotline, ["adblock"])
        #expect(try changes(third) == ["added HL-3", "left-out HL-2 unverified"])
        let chain = await hotline.run(BlocklistVerifyCommand.self, [hotline.folder.file("lists")])
        #expect(chain.errors.contains("number 3") && chain.errors.contains("2 earlier manifests, back to the first"))
    }

    private func blocks(_ hotline: Hotline) throws -> [BlockState] {
        try hotline.store.read { try $0.all(Query<Block>()) }.sorted { $0.reference < $1.reference }.map(\.state)
    }

    @Test func anUpheldAppealDelistsInEveryFormat() async throws {
        let hotline = try await hotline(["https://bad.example.org/1", "https://other.example.org/2"])
        try await block(hotline, ["HL-1", "--as", "host"])
        let all = ["rpz", "unbound", "dnsmasq", "hosts", "squid", "nginx", "adblock", "prefixes-v4", "prefixes-v5"]
        _ = await build(hotline, all)
        #expect(try text(hotline, "hosts/hosts.txt").contains("0.0.0.0 bad.example.org"))
        #expect(
            await hotline.run(AppealCommand.self, ["HL-1", "--by", "site-owner", "--reason", "news"]).exitCode == .done)
        let decide = ["HL-1", "--decide", "upheld", "--reason", "right"]
        #expect(await hotline.run(AppealCommand.self, decide).exitCode == .notAllowed)
        try hotline.approveAll()
        #expect(await hotline.run(AppealCommand.self, decide).exitCode == .done)
        let run = await build(hotline, all)
        #expect(run.exitCode == .done, "\(run.errors)")
        #expect(try changes(run) == ["exempt HL-1 appeal"])
        #expect(try text(hotline, "rpz/rpz.zone").contains("bad.example.org CNAME rpz-passthru."))
        #expect(try text(hotline, "unbound/unbound.conf").contains("local-zone: \"bad.example.org.\" transparent"))
        #expect(try text(hotline, "dnsmasq/dnsmasq.conf").contains("server=/bad.example.org/#"))
        #expect(try text(hotline, "squid/squid-pass-domains.txt") == "bad.example.org\n")
        #expect(try text(hotline, "squid/squid-domains.txt").isEmpty)
        #expect(try text(hotline, "nginx/nginx-map.conf").contains("\"bad.example.org\" 0;"))
        #expect(try text(hotline, "adblock/adblock.txt").contains("@@/^https?:"))
        #expect(try !text(hotline, "hosts/hosts.txt").contains("bad.example.org"))
        #expect(try blocks(hotline) == [.removed])
        // It stays an exception until the block would have ended, and is gone then.
        hotline.clock.advance(hours: 31 * 24)
        #expect(try changes(await build(hotline, ["rpz"])) == ["dropped HL-1 expired"])
    }

    @Test func withoutStopPageNothingIsBuilt() async throws {
        for missing in ["stopText", "complaintAddress"] {
            let hotline = try await hotline(settings: [missing: ""])
            let run = await build(hotline)
            #expect(run.exitCode == .unusableInput && run.errors.contains("takedown.block.stop-page"))
            #expect(!Files.exists(hotline.folder.file("lists")))
        }
    }

    @Test func changedFilesAreFound() async throws {
        let hotline = try await hotline()
        try await block(hotline, ["HL-1", "--as", "host"])
        _ = await build(hotline)
        let path = hotline.folder.file("lists/rpz/rpz.zone")
        try Files.write(try Files.read(path) + Array("x.example.org CNAME .\n".utf8), to: path)
        let run = await hotline.run(BlocklistVerifyCommand.self, [hotline.folder.file("lists")])
        #expect(run.exitCode == .partial && run.errors.contains("takedown.blocklist.file"))
        let manifest = hotline.folder.file("lists/manifest")
        let text = String(decoding: try Files.read(manifest), as: UTF8.self)
        try Files.write(Array(text.replacing("blocks 1", with: "blocks 2").utf8), to: manifest)
        #expect(
            await hotline.run(BlocklistVerifyCommand.self, [hotline.folder.file("lists")]).errors.contains(
                "note.signature"))
        for bad in [
            "file ../x 1 1 \(String(repeating: "0", count: 64))\n",
            "file /x 1 1 \(String(repeating: "0", count: 64))\n",
        ] {
            let body = text.prefix { $0 != "\u{2014}" }.dropLast() + bad
            expect("takedown.blocklist.manifest") { try BlockManifest(text: String(body)) }
        }
    }

    /// Random verbs: active only after submission, never on a list after removal, and every state can end.
    @Test func theLifecycleHolds() {
        var generator = Seeded(state: 42)
        for _ in 0..<500 {
            var state = BlockState.proposed
            var seen: [BlockVerb] = []
            for _ in 0..<20 {
                let verb = BlockVerb.allCases.randomElement(using: &generator)!
                guard let next = state.after(verb) else { continue }
                if next == .active {
                    #expect(state == .pendingActivation && seen.contains(.submit) || state == .pendingRemoval)
                }
                if state == .removed { #expect(next == .proposed) }
                if verb == .propose { seen = [] }
                seen.append(verb)
                state = next
            }
        }
        for state in BlockState.allCases where state != .removed { #expect(state.after(.remove) == .removed) }
    }
}
