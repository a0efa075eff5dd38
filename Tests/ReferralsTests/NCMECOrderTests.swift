import AllianceKit
import Formats
import Testing

@testable import Referrals

/// Elements always stand in the order of the reference's tables, whatever is referred.
@Suite struct NCMECOrderTests {
    @Test(arguments: NCMECSchemaVersion.allCases)
    func randomReferralsFollowTheTables(version: NCMECSchemaVersion) throws {
        let table = try OrderTable(version: version.rawValue)
        var random = RandomReferral(seed: 41, version: version)
        var names: Set<String> = []
        for _ in 0..<400 {
            let referral = random.next()
            let report = NCMECReport(referral, version: version)
            let read = try XMLDocument(try report.reportBytes(), named: "report.xml").root
            #expect(read == report.report, "what is written reads back the same")
            #expect(table.faults(in: read) == [])
            Self.gather(read, into: &names)
            for file in referral.files {
                let assigned = NCMECReport.Assigned(reportID: 17, fileID: "b0754af766b426f2928c02c651ed4b99")
                let details = try XMLDocument(
                    try report.fileDetailsBytes(file, assigned: assigned), named: "fileDetails.xml"
                ).root
                #expect(table.faults(in: details) == [])
                Self.gather(details, into: &names)
                let bare = try XMLDocument(try report.fileDetailsBytes(file), named: "fileDetails.xml").root
                #expect(table.faults(in: bare, unassigned: ["reportId", "fileId"]) == [])
            }
            let check = ReferralCheck(referral, for: .ncmec, version: version, at: RandomReferral.now)
            #expect(check.errors == [])
        }
        var expected = Set(
            NCMECSchema.types.values.flatMap { $0.children }.filter { $0.only == nil || $0.only == version }.map(\.name)
        )
        expected.subtract(["fileName"])
        #expect(expected.subtracting(names) == [], "every element is written at least once")
    }

    @Test func theTablesOfTheModuleAreTheReferences() throws {
        for version in NCMECSchemaVersion.allCases {
            let table = try OrderTable(version: version.rawValue)
            for (name, type) in NCMECSchema.types where !type.children.isEmpty {
                let all = XMLElement(name) {
                    for child in type.children
                    where (child.only == nil || child.only == version) && !type.isChoice { XMLElement(child.name) }
                }
                #expect(table.faults(in: all) == [], "\(name)")
            }
        }
    }

    @Test func anExchangeOfTwoElementsIsFound() throws {
        var random = RandomReferral(seed: 5, version: .nov2025)
        for _ in 0..<50 {
            var report = NCMECReport(random.next(), version: .nov2025).report
            let places = report.children.indices.dropFirst().filter {
                report.children[$0].name != report.children[$0 - 1].name
            }
            guard let place = places.randomElement() else { continue }
            report.content.swapAt(place, place - 1)
            let problems = NCMECSchemaCheck.problems(of: report, .nov2025)
            #expect(problems.contains { $0.code == "ncmec.element.order" })
        }
    }

    private static func gather(_ element: XMLElement, into names: inout Set<String>) {
        names.insert(element.name)
        for child in element.children { gather(child, into: &names) }
    }
}
