import AllianceKit
import Testing

@testable import Referrals

/// Each rule is broken once and found with its element.
@Suite struct NCMECRulesTests {
    private static let now = Instant(year: 2026, month: 11, day: 23, hour: 9)!
    private static let source = ValueSource(.operatorStatement, by: "analyst-1", at: now)

    private func problems(
        _ version: NCMECSchemaVersion = .nov2025, _ change: (inout Referral) -> Void
    ) -> [Problem] {
        var referral = ReferralRecord.examples[1].referral
        change(&referral)
        return ReferralCheck(referral, for: .ncmec, version: version, at: Self.now).problems
    }

    private func expect(
        _ code: String, at path: String, _ severity: Problem.Severity = .error,
        _ version: NCMECSchemaVersion = .nov2025, _ change: (inout Referral) -> Void
    ) {
        let found = problems(version, change)
        #expect(
            found.contains { $0.code == code && $0.path == path && $0.severity == severity },
            "\(found.map { "\($0.code) \($0.path)" })")
    }

    @Test func theExampleIsFine() {
        #expect(problems { _ in }.filter { $0.severity == .error } == [])
    }

    @Test func rulesOfTheIncident() {
        let summary = "/report/incidentSummary"
        expect("ncmec.time.future", at: "\(summary)/incidentDateTime") {
            $0.incident.time.value = Self.now.adding(hours: 1)
        }
        expect("referrals.missing", at: "\(summary)/incidentDateTimeDescription", .missing) {
            $0.incident.timeMeaning = nil
        }
        expect("ncmec.value.blank", at: "\(summary)/escalateToHighPriority") {
            $0.incident.escalation = Sourced(" \n", source: Self.source)
        }
        expect("ncmec.value.too-long", at: "\(summary)/escalateToHighPriority") {
            $0.incident.escalation = Sourced(String(repeating: "é", count: 3001), source: Self.source)
        }
        expect("ncmec.value.too-long", at: "\(summary)/platform") {
            $0.incident.platform = String(repeating: "x", count: 257)
        }
        expect("referrals.source.missing", at: "\(summary)/incidentType") { $0.incident.type.source = nil }
        expect("ncmec.element.unknown", at: "\(summary)/reportAnnotations/informational") {
            $0.incident.annotations = [.informational]
        }
        let newer = problems(.aug2026) { $0.incident.annotations = [.informational] }
        #expect(!newer.contains { $0.severity == .error })
        expect("ncmec.value.too-long", at: "/report/additionalInfo") {
            $0.additional = String(repeating: "x", count: 3000)
        }
        expect("xml.character", at: "/report/incidentSummary/platform") { $0.incident.platform = "a\u{1}b" }
    }

    @Test func rulesOfChannelsAndParties() {
        expect("ncmec.url.missing", at: "/report/internetDetails[1]/webPageIncident/url") {
            $0.channels = [.webPage(urls: [], thirdPartyHosted: .notStated, additional: nil)]
        }
        expect("ncmec.value.wrong", at: "/report/internetDetails[1]/cellPhoneIncident/latitude") {
            $0.channels = [.phone(number: nil, latitude: 91, longitude: nil, additional: nil)]
        }
        expect("ncmec.reporter.email", at: "/report/reporter/reportingPerson/email") { $0.reporter?.person.emails = [] }
        expect("ncmec.reported.several", at: "/report/personOrUserReported[2]") { $0.reported.append($0.reported[0]) }
        expect("ncmec.value.wrong", at: "/report/personOrUserReported/ipCaptureEvent/ipAddress") {
            $0.reported[0].account.ipCaptures[0].address = "999.1.1.1"
        }
        expect("ncmec.value.wrong", at: "/report/personOrUserReported/ipCaptureEvent/port") {
            $0.reported[0].account.ipCaptures[0].port = 65536
        }
        expect("ncmec.value.wrong", at: "/report/reporter/reportingPerson/age") { $0.reporter?.person.age = 151 }
        expect("ncmec.value.wrong", at: "/report/reporter/reportingPerson/address/country") {
            var address = PostalAddress()
            address.country = CountryCode("UK")
            $0.reporter?.person.addresses = [address]
        }
        expect("ncmec.value.wrong", at: "/report/reporter/reportingPerson/phone/@countryCallingCode") {
            var phone = PhoneNumber("1")
            phone.countryCallingCode = "0049"
            $0.reporter?.person.phones = [phone]
        }
        expect("referrals.source.missing", at: "/report/victim[1]") { $0.victims[0].status.source = nil }
        expect("ncmec.value.dropped", at: "/report/victim[1]/groupIdentifier", .warning) {
            $0.victims[0].account.groupIdentifier = "g"
        }
        expect("referrals.empty", at: "/report") {
            $0.channels = []
            $0.files = []
            $0.reported = []
        }
    }

    @Test func rulesOfFiles() {
        expect("referrals.file.no-hash", at: "/fileDetails/originalFileHash") {
            $0.files[0].digests = []
            $0.files[0].pdq = nil
        }
        expect("referrals.file.hash-twice", at: "/fileDetails/originalFileHash") {
            $0.files[0].digests.append($0.files[0].digests[0])
        }
        expect("ncmec.viewed.contradiction", at: "/fileDetails/exifViewedByEsp") {
            $0.files[0].exifViewedByReporter = Sourced(.yes, source: Self.source)
        }
        expect("referrals.source.missing", at: "/fileDetails/fileViewedByEsp") {
            $0.files[0].viewedByReporter = Sourced(.yes, source: nil)
        }
        expect("referrals.viewed.asserted", at: "/fileDetails/fileViewedByEsp", .warning) { _ in }
        let logged = problems {
            $0.files[0].viewedByReporter = Sourced(.yes, source: ValueSource(.accessLog, reference: "log 17"))
        }
        #expect(!logged.contains { $0.code == "referrals.viewed.asserted" })
        expect("referrals.missing", at: "/fileDetails/fileViewedByEsp", .missing) {
            $0.files[0].viewedByReporter = .notStated
        }
        expect("ncmec.supplemental.classified", at: "/fileDetails/industryClassification") {
            $0.files[0].relevance = .supplemental
            $0.files[0].industryClassification = Sourced(.a1, source: Self.source)
        }
        expect("ncmec.supplemental.meme", at: "/fileDetails/fileAnnotations/potentialMeme") {
            $0.files[0].relevance = .supplemental
            $0.files[0].annotations = [.potentialMeme]
        }
        expect("ncmec.value.too-long", at: "/fileDetails[2]/locationOfFile") {
            $0.files.append($0.files[0])
            $0.files[1].location = String(repeating: "x", count: 2084)
        }
        expect("ncmec.value.dropped", at: "/fileDetails/ipCaptureEvent", .warning) {
            $0.files[0].ipCaptures = [IPCapture("192.0.2.1"), IPCapture("192.0.2.2")]
        }
    }

    @Test func aTextOnlyCaseIsAsGood() {
        let found = problems {
            $0.files = []
            $0.incident.type.value = .enticement
            $0.channels = [.chat(client: "chat", room: "room", content: "(conversation)", additional: nil)]
        }
        #expect(!found.contains { $0.severity == .error })
    }

    @Test func completenessIsTheSumOfItsParts() {
        let full = Completeness(ReferralRecord.examples[1].referral)
        #expect(full.parts.reduce(0) { $0 + $1.most } == 100)
        #expect(full.score == full.parts.reduce(0) { $0 + $1.points })
        #expect(full.parts.allSatisfy { ($0.supplier == nil) == ($0.points == $0.most) })
        let thin = Completeness(ReferralRecord.examples[0].referral)
        #expect(thin.score < full.score)
        #expect(thin.parts.first?.supplier == "the platform")
    }
}
