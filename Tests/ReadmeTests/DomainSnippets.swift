import AllianceKit
import Commitments
import Formats
import Referrals
import Statistics
import Takedown
import Testing

/// The README's code for the domains and their tools, run.
@Suite struct DomainSnippets {
    @Test func takedown() throws {
        // README: Takedown
        let url = try URLIdentity(parsing: "HTTP://www.Example.org:80/a/../b?q#part")
        print(url.evidence)  // HTTP://www.Example.org:80/a/../b?q#part, as received
        print(url.resource)  // http://www.example.org/b?q, for joining duplicates
        print(url.listKey)  // www.example.org/b?q, for lists
        // end
        #expect(url.resource == "http://www.example.org/b?q")
        #expect(url.listKey == "www.example.org/b?q")
    }

    @Test func referrals() throws {
        // README: Referrals
        let referral = ReferralRecord.examples[0].referral
        let xml = try NCMECReport(referral, version: .nov2025).reportBytes()  // in schema order by construction
        print(String(decoding: xml, as: UTF8.self))
        // end
        #expect(String(decoding: xml, as: UTF8.self).contains("<incidentSummary>"))
    }

    @Test func commitments() throws {
        // README: Commitments
        let commitment = Commitment.examples[0]
        print(commitment.timeliness(on: CalendarDate("2027-01-01")!))  // overdue, computed and never typed
        for weakness in SMARTLint(try Catalogue.builtIn()).findings(of: commitment) { print(weakness.message) }
        // end
        #expect(commitment.timeliness(on: CalendarDate("2027-01-01")!) == .overdue)
    }

    @Test func statistics() throws {
        // README: Statistics
        let days = [0.2, 0.5, 1, 2, 3, 3, 7]
        let removed = [true, true, true, true, false, true, false]  // false: still online when last seen
        let curve = try KaplanMeier(durations: days, events: removed)
        print(curve.median.value ?? "not reached", curve.survival(at: 1) ?? 1)
        // end
        #expect(curve.median.value == 2)
    }

    @Test func formats() throws {
        let bytes = Array("reference;country\nXA-1;XA\nXA-2;\"open\n".utf8)
        // README: Formats
        var file = InputFile(name: "register.csv", bytes: bytes)
        var csv = CSVReader()
        try csv.readHeader(&file)  // the separator is detected
        try csv.forEach(&file) { row in
            switch row {
            case .success(let record): print(record["country"] ?? "")
            case .failure(let error): print(error)  // register.csv:3: a quoted field does not end …
            }
        }
        // end
        #expect(csv.separator == .semicolon)
        #expect(csv.headings == ["reference", "country"])
    }
}
