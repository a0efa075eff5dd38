import AllianceKit
import Foundation
import Testing

@testable import Takedown

/// What stands in a notice, and what does not.
struct NoticeMessageTests {
    private func message(_ change: (inout CaseRecord) throws -> Void = { _ in }) throws -> String {
        var record = try #require(CaseRecord.examples.last)
        try change(&record)
        var letter = try #require(Letter.examples.first)
        letter.created = Instant(milliseconds: 1_790_000_000_000)
        let item = LetterItem(
            record: record, notice: try #require(Notice.examples.first), token: AnswerToken(random: [7]))
        let bytes = try LetterWriter(
            letter: letter, items: [item], organisation: Configuration.initial.organisation,
            template: try TemplateBook().template(nil, nil, .first, house: "en"), isStrict: false, firstSent: nil
        ).write().bytes
        return String(decoding: bytes, as: UTF8.self)
    }

    @Test func sameCaseSameBytes() throws { #expect(try message() == message()) }

    @Test func theExactAddressStandsOnItsOwnLine() throws {
        let text = try message { $0.url = try URLIdentity(parsing: "HTTPS://WWW.example.org/a%20b?x=1#frag") }
        #expect(text.contains("\r\nHTTPS://WWW.example.org/a%20b?x=1#frag\r\nhttps://www.example.org/a%20b?x=1\r\n"))
    }

    @Test func addressesThatWouldBreakTheLineAreSerialised() throws {
        let text = try message { $0.url = try URLIdentity(parsing: "https://www.example.org/a\nb c") }
        #expect(text.contains("\r\nhttps://www.example.org/ab%20c\r\n"))
        #expect(!text.contains("b c\r\n"))
    }

    @Test func hostileReferencesStartNoHeader() throws {
        let text = try message { $0.reference = "HL\r\nBcc: x@example.org\u{202e}" }
        let header = text.prefix(upTo: try #require(text.range(of: "\r\n\r\n")).lowerBound)
        #expect(!header.contains("\r\nBcc"))
        #expect(header.contains("[HLBcc: x@example.org]"))
    }

    @Test func nationalMaterialLeavesWithoutXARF() throws {
        let text = try message {
            $0.assessment = CaseAssessment(
                outcome: .confirmed, classification: .national, analyst: "analyst-1",
                time: Instant(milliseconds: 1_790_000_000_000))
        }
        #expect(text.contains("Content-Type: text/plain"))
        #expect(!text.contains("xarf"))
        #expect(text.contains("country (XA)"))
    }
}
