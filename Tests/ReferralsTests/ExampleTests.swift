import AllianceKit
import Formats
import TestKit
import Testing

@testable import Referrals

/// The examples that documentation and demonstration use.
@Suite struct ExampleTests {
    @Test func theTextOnlyCaseGoesTheWholeWay() async throws {
        let test = try TestWorkspace()
        let path = "\(Fixtures.package)/Examples/referrals/enticement.json"
        let drafted = await test.run(DraftCommand.self, ["--from", path])
        #expect(drafted.exitCode == .done, "\(drafted.errors)")
        let answer = try drafted.record()
        #expect(answer["errors"] == 0)
        #expect(answer["files"] == 0)
        let id = try #require(answer["id"]?.stringValue)
        #expect(try await test.send(id).record()["state"] == "written")
        let package = try ReferralPackage(test.record(id), custody: [], at: test.clock.now)
        #expect(!package.bag.files.contains { $0.path.contains("fileDetails") })
        let report = NCMECReport(try test.record(id).referral).report
        #expect(
            report.descendant("incidentSummary", "incidentType")?.text
                == "Online Enticement of Children for Sexual Acts")
        #expect(report.descendant("victim", "screenName")?.text == "example_child")
    }
}
