import AllianceKit
import Foundation
import TestKit
import Testing

@testable import Referrals

/// Known referrals give known bytes. Set ALLIANCE_UPDATE_SNAPSHOTS to write the files anew, then read the difference.
@Suite struct NCMECSnapshotTests {
    @Test func theExamplesGiveTheseDocuments() throws {
        for (place, record) in ReferralRecord.examples.enumerated() {
            let report = NCMECReport(record.referral, version: record.schema)
            try compare(report.reportBytes(), "report-\(place + 1).xml")
            try compare(report.fileDetailsBytes(record.referral.files[0]), "fileDetails-\(place + 1).xml")
            try compare(record.referral.json(), "referral-\(place + 1).json")
        }
    }

    @Test func aFullReferralGivesThisDocument() throws {
        for version in NCMECSchemaVersion.allCases {
            var random = RandomReferral(seed: 2026, version: version)
            var fullest = random.next()
            for _ in 0..<60 {
                let next = random.next()
                if try next.json().count > fullest.json().count { fullest = next }
            }
            try compare(NCMECReport(fullest, version: version).reportBytes(), "report-full-\(version.rawValue).xml")
        }
    }

    private func compare(_ bytes: [UInt8], _ name: String) throws {
        let path = Fixtures.path("referrals/\(name)")
        if ProcessInfo.processInfo.environment["ALLIANCE_UPDATE_SNAPSHOTS"] != nil { try Files.write(bytes, to: path) }
        #expect(String(decoding: bytes, as: UTF8.self) == String(decoding: try Files.read(path), as: UTF8.self))
    }
}
