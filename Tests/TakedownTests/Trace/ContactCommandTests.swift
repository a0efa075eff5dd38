import AllianceKit
import TestKit
import Testing

@testable import Takedown

/// `takedown contact`: no workspace, no network.
struct ContactCommandTests {
    @Test func everyStoredAnswerGivesTheExpectedContact() async throws {
        for row in RDAPTests.rows {
            let run = await CommandRun.run(ContactCommand.self, [Fixtures.path("rdap/\(row["file"] ?? "")")])
            #expect(run.exitCode == .done)
            let records = try run.records()
            let expected = row["abuse_email"] ?? ""
            let ranked = records.filter { $0["rank"]?.isNull == false && $0["purpose"] != "last-resort" }
            #expect((ranked.first?["contact"]?.stringValue ?? "") == expected, "\(row["file"] ?? "")")
            #expect(records.allSatisfy { $0["reasons"]?.arrayValue?.isEmpty == false })
            let ranks = records.compactMap { $0["rank"]?.integerValue }
            #expect(ranks == ranks.indices.map { Int64($0 + 1) })
        }
    }

    @Test func whatIsDroppedIsSaid() async throws {
        let run = await CommandRun.run(
            ContactCommand.self,
            [Fixtures.path("rdap/ipwhois-2001-240-10c-1--ca20-9d1d.json"), "--domain", "site.test"])
        let records = try run.records()
        #expect(records.map { $0["contact"]?.stringValue } == ["abuse@site.test", "hostmaster@nic.ad.jp"])
        #expect(records.last?["purpose"] == "dropped")
        let silent = await CommandRun.run(ContactCommand.self, [Fixtures.path("rdap/icann-error-ripe-net.json")])
        #expect(silent.errors.contains("The registry has no data"))
        #expect(silent.exitCode == .done)
    }

    @Test func fitsATerminal() async throws {
        let run = await CommandRun.run(
            ContactCommand.self, [Fixtures.path("rdap/ipwhois-210.107.73.73.json")], format: .table, width: 80)
        #expect(run.output.split(separator: "\n").allSatisfy { $0.count <= 80 })
        #expect(run.output.contains("abuse@bora.net"))
    }

    @Test(arguments: [("{", "json.truncated"), ("[]", "takedown.rdap.shape"), ("", "json.")])
    func badFilesAreNamed(text: String, code: String) async throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("bad.json", text)
        let run = await CommandRun.run(ContactCommand.self, [path])
        #expect(run.exitCode == .unusableInput)
        #expect(run.errors.contains(code) && run.errors.contains("bad.json"))
        #expect(run.output.isEmpty)
        #expect(await CommandRun.run(ContactCommand.self, [folder.file("none.json")]).exitCode == .unusableInput)
    }
}
