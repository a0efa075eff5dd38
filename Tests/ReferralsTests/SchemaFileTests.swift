import AllianceKit
import TestKit
import Testing

@testable import Referrals

/// Validation with a schema that the operator has.
@Suite(.enabled(if: ExternalTool.exists("xmllint"), "xmllint is missing: apt-get install libxml2-utils"))
struct SchemaFileTests {
    @Test func whatItAcceptsIsAccepted() async throws {
        let test = try TestWorkspace()
        let id = try await test.draft()
        let run = await test.run(CheckCommand.self, [id, "--schema", Fixtures.path("referrals/own-schema.xsd")])
        #expect(run.exitCode == .done, "\(run.errors)")
        #expect(try run.record()["valid"] == true)
    }

    @Test func randomReportsAreValidByIt() throws {
        let xmllint = try #require(ExternalTool.path("xmllint"))
        let folder = try TemporaryFolder()
        var random = RandomReferral(seed: 77, version: .nov2025)
        var files: [String] = []
        for number in 0..<60 {
            let referral = random.next()
            let report = NCMECReport(referral, version: .nov2025)
            files.append(folder.file("report-\(number).xml"))
            try Files.write(try report.reportBytes(), to: files[files.count - 1])
            for (place, file) in referral.files.enumerated() {
                files.append(folder.file("file-\(number)-\(place).xml"))
                let assigned = NCMECReport.Assigned(reportID: 1, fileID: "a")
                try Files.write(
                    try report.fileDetailsBytes(file, assigned: assigned), to: files[files.count - 1])
            }
        }
        let result = try ExternalTool.run(
            xmllint, ["--noout", "--nonet", "--schema", Fixtures.path("referrals/own-schema.xsd")] + files)
        #expect(result.exitCode == 0, "\(result.errors)")
    }

    @Test func whatItRefusesIsAnErrorOfTheReferral() async throws {
        let test = try TestWorkspace()
        let id = try await test.draft()
        let run = await test.run(CheckCommand.self, [id, "--schema", Fixtures.path("referrals/own-schema-strict.xsd")])
        #expect(run.exitCode == .partial)
        #expect(run.errors.contains("ncmec.schema"))
        #expect(run.errors.contains("platform"))
        #expect(try run.record()["valid"] == false)
    }

    @Test func aSchemaThatIsNoneIsSaid() async throws {
        let test = try TestWorkspace()
        let id = try await test.draft()
        let broken = try test.folder.write("broken.xsd", "<xs:nonsense")
        for path in [broken, "/nowhere.xsd"] {
            let run = await test.run(CheckCommand.self, [id, "--schema", path])
            #expect(run.exitCode == .unusableInput, "\(run.errors)")
            #expect(run.errors.contains(path))
        }
    }
}
