import AllianceKit
import Testing

@testable import Takedown

/// XARF documents as we write them.
struct XARFReportTests {
    @Test func identitiesAreUUIDsOfVersion4() {
        let text = XARFReport.makeID(random: [UInt8](repeating: 0xff, count: 16))
        #expect(text == "ffffffff-ffff-4fff-bfff-ffffffffffff")
        #expect(XARFReport.makeID(random: []) == "00000000-0000-4000-8000-000000000000")
    }

    @Test(arguments: [
        ("www.example.org", true), ("xn--bcher-kva.test", false), ("example", false), ("a.b-c.org", true),
        ("192.0.2.1", false), ("a.xn--p1ai", false), ("-a.org", false), ("A.org", false),
    ]) func onlyDomainsThatTheSchemaTakes(domain: String, fits: Bool) {
        #expect(XARFReport.isDomain(domain) == fits)
    }

    @Test func tagsFitThePattern() {
        #expect(XARFReport.isTag("reference:hl-2026-0001"))
        #expect(!XARFReport.isTag("reference:HL"))
        #expect(!XARFReport.isTag("reference"))
        #expect(!XARFReport.isTag("a:b:c"))
    }

    @Test func thereIsNoWordForNationalLaw() {
        #expect(XARFClassification(Classification.national) == nil)
        #expect(XARFClassification(Classification.a1) == .a1)
    }

    @Test func evidenceCanOnlyBeText() {
        #expect(
            XARFEvidence.Kind.allCases.allSatisfy {
                !$0.rawValue.hasPrefix("image/") && !$0.rawValue.hasPrefix("video/")
            })
    }
}
