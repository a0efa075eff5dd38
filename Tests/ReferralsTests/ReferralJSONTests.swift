import AllianceKit
import TestKit
import Testing

@testable import Referrals

/// The neutral record as JSON: it comes back the same, and mistakes are named by element.
@Suite struct ReferralJSONTests {
    @Test func whatIsWrittenReadsBackTheSame() throws {
        for version in NCMECSchemaVersion.allCases {
            var random = RandomReferral(seed: 3, version: version)
            for _ in 0..<100 {
                let referral = random.next()
                let bytes = try referral.json()
                #expect(try Referral.read(bytes, named: "r.json") == referral)
                #expect(try Referral.read(bytes, named: "r.json").json() == bytes)
            }
        }
    }

    @Test func whatIsLeftOutIsEmptyOrNotStated() throws {
        let referral = try Referral.read(
            Array(
                #"{"incident":{"type":{"value":"enticement"},"time":{"value":"2026-11-01T10:00:00+02:00"}},"files":[{}]}"#
                    .utf8),
            named: "r.json")
        #expect(referral.files[0].viewedByReporter == .notStated)
        #expect(referral.channels.isEmpty)
        #expect(referral.victims.isEmpty)
        #expect(referral.incident.time.value == Instant(year: 2026, month: 11, day: 1, hour: 8))
    }

    @Test(arguments: [
        (#"{"incident":{"type":{"value":"csam"},"time":{"value":"2026-11-01"}}}"#, "incident.time.value"),
        (#"{"incident":{"type":{"value":"nonsense"},"time":{"value":"2026-11-01T10:00:00Z"}}}"#, "incident.type.value"),
        (#"{"incident":{"time":{"value":"2026-11-01T10:00:00Z"}}}"#, "type"),
        (#"{INCIDENT,"files":[{"viewedByReporter":{"value":"maybe"}}]}"#, "files[0].viewedByReporter.value"),
        (#"{INCIDENT,"files":[{"digests":["sha256:12"]}]}"#, "files[0].digests[0]"),
        (#"{INCIDENT,"files":{}}"#, "files"),
        (#"{INCIDENT,"victims":[{"status":{"value":true}}]}"#, "victims[0].status.value"),
        (
            #"{INCIDENT,"reported":[{"account":{"ipCaptures":[{"address":"192.0.2.1","port":"x"}]}}]}"#,
            "reported[0].account.ipCaptures[0].port"
        ),
        (#"{INCIDENT,"channels":[{"webPage":{"urls":"https://example.org"}}]}"#, "channels[0].webPage.urls"),
        (#"{INCIDENT,"files":[{"viewedByReporer":{"value":"yes"}}]}"#, "files[0].viewedByReporer"),
        (#"{INCIDENT,"version":2}"#, "version"),
        ("[]", "object"),
    ])
    func mistakesAreNamedByElement(text: String, path: String) throws {
        let incident = #""incident":{"type":{"value":"csam"},"time":{"value":"2026-11-01T10:00:00Z"}}"#
        let bytes = Array(text.replacing("INCIDENT", with: incident).utf8)
        let error = try #require(throws: AllianceError.self) { try Referral.read(bytes, named: "r.json") }
        #expect(error.description.contains(path), "\(error)")
        #expect(error.place?.file == "r.json")
        #expect(error.exitCode == .unusableInput)
    }

    @Test func aRecordComesBackTheSame() throws {
        for record in ReferralRecord.examples {
            #expect(try JSONBytes.decode(ReferralRecord.self, from: try JSONBytes.encode(record)) == record)
        }
    }
}
