import AllianceKit
import Hashing
import TestKit
import Testing

@Suite struct ListsCommandTests {
    @Test func importAndShow() async throws {
        let house = HashingWorkspace()
        let run = await house("import", "partner-a", HashingWorkspace.list)
        #expect(run.exitCode == .done)
        let record = try run.record()
        #expect(record["added"] == 8 && record["rejected"] == 0)
        let events = try house.events("hashing.list.imported")
        #expect(events.map(\.subject.text) == ["list_partner-a"])
        #expect(events.first?.facts["added"] == 8)
        let lists = try await house("ls").records()
        #expect(lists.map { $0["list"] } == ["partner-a"])
        #expect(lists.first?["active"] == 8 && lists.first?["perceptual"] == 6)
        let entries = try await house("show", "partner-a").records()
        #expect(entries.count == 8)
        #expect(entries.first?["entry"] == "legacy-0417")
        #expect(try await house("show", "--limit", "3", "partner-a").records().count == 3)
    }

    @Test func badLinesAreNamedAndKeptOut() async throws {
        let house = HashingWorkspace()
        let run = await house("import", "partner-b", HashingWorkspace.listWithErrors)
        #expect(run.exitCode == .partial)
        #expect(try run.record()["added"] == 2)
        #expect(try run.record()["rejected"] == 4)
        for place in ["csv:3 pdq: not", "csv:4 md5: not", "csv:5: an entry without any hash", "csv:6: a quoted field"] {
            #expect(run.errors.contains(place), "\(place)")
        }
        #expect(run.errors.contains("the column \"Reviewer\" is not known"))
    }

    @Test func nothingUsableChangesNothing() async throws {
        let house = HashingWorkspace()
        let folder = try TemporaryFolder()
        for text in ["", "id,pdq\n", "id,pdq\na,zz\n", "a,b\n1,2\n"] {
            let run = await house("import", "empty", try folder.write("x.csv", text))
            #expect(run.exitCode == .unusableInput)
        }
        #expect(try house.lists.lists().isEmpty)
        #expect(try house.events("hashing.list.imported").isEmpty)
        #expect(await house("import", "No Name", HashingWorkspace.list).exitCode == .usage)
        #expect(await house("import", "a", HashingWorkspace.list, "--from", "xyz").exitCode == .usage)
    }

    /// What was read before a fault that ends the file counts: it is in the list, so it is in the answer and in the ledger.
    @Test func aCutFileIsCountedAndLogged() async throws {
        let house = HashingWorkspace()
        let folder = try TemporaryFolder()
        let files = [
            try folder.write("a.xml", Self.cutXML),
            try folder.write("b.json", String(Self.stopNCII(3).dropLast(40))),
        ]
        for (number, file) in files.enumerated() {
            let run = await house("import", "list-\(number)", file, "--key", "k\(number)")
            #expect(run.exitCode == .partial)
            let record = try run.record()
            #expect(record["complete"] == false && record["added"] != 0)
            let code = number == 0 ? "[xml." : "[json.truncated]"
            #expect(
                run.errors.contains(code) && run.errors.contains("what came before is in the list"), "\(run.errors)")
            let events = try house.events("hashing.list.imported")
            #expect(events.count == number + 1)
            #expect(events.last?.facts["added"] == record["added"])
            #expect(events.last?.facts["cut"]?.stringValue?.contains(number == 0 ? "xml." : "json.truncated") == true)
            #expect(
                try house.lists.lists().first { $0.name == "list-\(number)" }?.active
                    == record["added"]?.integerValue.map { Int($0) })
            let again = await house("import", "list-\(number)", file, "--key", "k\(number)")
            #expect(again.output == run.output && again.exitCode == .partial)
        }
        // Cut before the first entry: nothing is changed.
        let none = await house("import", "none", try folder.write("c.json", "{\"hashRecords\":[{\"signal"))
        #expect(none.exitCode == .unusableInput && none.errors.contains("[json.truncated]"))
        #expect(try house.lists.lists().count == 2 && house.events("hashing.list.imported").count == 2)
    }

    private static func stopNCII(_ count: Int) -> String {
        let records = (0..<count).map {
            "{\"lastModtimestamp\":1780000000,\"signalType\":\"ImagePDQ\",\"hashValue\":\"\(String(repeating: "a\($0)", count: 32))\","
                + "\"hashStatus\":\"Active\"}"
        }
        return "{\"hashRecords\":[\(records.joined(separator: ","))]}"
    }

    /// Two entries, the second with a name that is not escaped.
    private static let cutXML = {
        func image(_ name: String, _ byte: String) -> String {
            "<image><member id=\"1\">\(name)</member><id>i\(byte)</id><fingerprints><md5>\(String(repeating: byte, count: 16))</md5>"
                + "</fingerprints></image>\n"
        }
        return "<queryResult xmlns=\"https://hashsharing.ncmec.org/hashsharing/v2\">\n<images>\n"
            + image("A", "a1") + image("A & B", "a2") + image("C", "a3") + "</images></queryResult>"
    }()

    @Test func aRepeatedKeyAnswersTheSame() async throws {
        let house = HashingWorkspace()
        let first = await house("import", "partner-b", HashingWorkspace.listWithErrors, "--key", "k1")
        let again = await house("import", "partner-b", HashingWorkspace.listWithErrors, "--key", "k1")
        #expect(first.output == again.output)
        #expect(first.exitCode == again.exitCode)
        #expect(try house.events("hashing.list.imported").count == 1)
        let other = await house("import", "partner-c", HashingWorkspace.list, "--key", "k1")
        #expect(other.exitCode == .usage)
        #expect(try house.lists.lists().count == 1)
    }

    @Test func importingTwiceAddsNothing() async throws {
        let house = HashingWorkspace()
        _ = await house("import", "partner-a", HashingWorkspace.list)
        let record = try await house("import", "partner-a", HashingWorkspace.list).record()
        #expect(record["added"] == 0 && record["unchanged"] == 8)
    }

    @Test func exportReadsBackTheSame() async throws {
        let house = HashingWorkspace()
        _ = await house("import", "partner-a", HashingWorkspace.list)
        let csv = await house("export", "partner-a", "--to", "csv")
        #expect(csv.exitCode == .done)
        let folder = try TemporaryFolder()
        _ = await house("import", "copy", try folder.write("copy.csv", csv.output))
        let copy = await house("export", "copy", "--to", "csv")
        #expect(copy.output == csv.output)
        #expect(copy.output.split(separator: "\n").count == 9)
        #expect(await house("export", "unknown", "--to", "csv").exitCode == .unusableInput)
    }

    @Test func withdrawingTakesTwoPeople() async throws {
        let house = HashingWorkspace()
        _ = await house("import", "partner-a", HashingWorkspace.list)
        let entry = try #require(try await house("show", "partner-a").records().last)
        let hash = try #require(entry["pdq"]?.stringValue)
        let words = ["partner-a", hash, "--reason", "a false positive"]
        let command = HashingWorkspace.command("withdraw")
        let proposed = await house.run(command, words)
        #expect(proposed.exitCode == .notAllowed)
        #expect(try house.events("hashing.list.withdrawn").isEmpty)
        let again = await house.run(command, words)
        #expect(again.exitCode == .notAllowed)
        try await approveAll(house, actor: "reviewer-2")
        // Another reason is another act.
        let other = await house.run(command, ["partner-a", hash, "--reason", "another reason"])
        #expect(other.exitCode == .notAllowed)
        let done = await house.run(command, words)
        #expect(done.exitCode == .done)
        #expect(try done.record()["reason"] == "a false positive")
        let events = try house.events("hashing.list.withdrawn")
        #expect(events.count == 1)
        #expect(events.first?.facts["reason"] == "a false positive")
        let shown = try await house("show", "partner-a").records()
        #expect(shown.filter { $0["withdrawn"] != nil }.count == 1)
        #expect(await house.run(command, words).errors.contains("hashing.entry.withdrawn"))
        // It neither comes back with the next import nor is it exported.
        _ = await house("import", "partner-a", HashingWorkspace.list)
        #expect(try house.lists.lists().first?.withdrawn == 1)
        #expect(await !house("export", "partner-a").output.contains(hash))
    }

    @Test func withdrawingByDigestNameAndUnknownHash() async throws {
        var house = HashingWorkspace()
        house.configuration.onePersonVerbs = ["lists.withdraw": "a one-person organisation"]
        _ = await house("import", "partner-a", HashingWorkspace.list)
        let records = try await house("show", "partner-a").records()
        let md5 = try #require(records.first?["md5"]?.stringValue)
        let byDigest = await house("withdraw", "partner-a", md5, "--reason", "disputed", "--key", "w1")
        #expect(try byDigest.record()["entry"] == "legacy-0417")
        let byName = await house("withdraw", "partner-a", "series-b-001", "--reason", "disputed")
        #expect(try byName.record()["entry"] == "series-b-001")
        let repeated = await house("withdraw", "partner-a", md5, "--reason", "disputed", "--key", "w1")
        #expect(repeated.output == byDigest.output && repeated.exitCode == .done)
        let unknown = await house("withdraw", "partner-a", String(repeating: "0", count: 32), "--reason", "disputed")
        #expect(unknown.exitCode == .unusableInput)
        #expect(try house.events("hashing.list.withdrawn").count == 2)
    }

    private func approveAll(_ house: HashingWorkspace, actor: String) async throws {
        let context = CommandContext(
            surroundings: .test(clock: house.clock), actor: actor, registry: try Registry([HashingPlugin.self]),
            output: OutputWriter(format: .ndjson, width: 80) { _ in },
            talk: Talk(quiet: true, isTerminal: false, now: { house.clock.now }) { _ in }, request: ""
        ) { _ in house.workspace }
        try house.store.write { transaction in
            for approval in try transaction.all(Query<Approval>()) {
                _ = try Approvals.approve(approval.id, in: transaction, context)
            }
        }
    }
}
