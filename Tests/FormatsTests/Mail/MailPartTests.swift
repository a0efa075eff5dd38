import AllianceKit
import Foundation
import TestKit
import Testing

@testable import Formats

/// Reading mail that strangers wrote.
struct MailPartTests {
    private func read(_ text: String, limits: MailLimits = MailLimits()) throws -> MailPart {
        try MailPart(Array(text.utf8), limits: limits)
    }

    @Test func headersAreUnfoldedAndFound() throws {
        let mail = try read(
            "From a Mon Jan\nSubject: one\r\n two\r\nX: 1\nx: 2\r\nbad line\n continued\r\n\r\nbody\r\n")
        #expect(mail.field("SUBJECT") == "one two")
        #expect(mail.all("x") == ["1", "2"])
        #expect(mail.body == Array("body\r\n".utf8))
        #expect(mail.mediaType == "text/plain")
    }

    @Test(arguments: [
        ("=?UTF-8?B?w6TDtsO8?= x", "äöü x"), ("=?utf-8?q?a_b=C3=A9?=", "a bé"),
        ("=?utf-8?q?a?= =?utf-8?q?b?=", "ab"), ("=?iso-8859-1?q?=E4?=", "ä"), ("=?x?z?a?=", "=?x?z?a?="),
        ("=? broken", "=? broken"), ("a =?utf-8?b?", "a =?utf-8?b?"),
    ])
    func encodedWords(given: String, expected: String) throws {
        #expect(try read("Subject: \(given)\n\n").subject == expected)
    }

    @Test func transferEncodings() throws {
        let quoted = "Content-Transfer-Encoding: Quoted-Printable\n\na=3Db=\r\nc=C3=A4 =\n\nd=ZZ="
        #expect(try read(quoted).text == "a=bcä \nd=ZZ=")
        #expect(try read("content-transfer-encoding: BASE64\n\nYWJj\nZGU=\n").text == "abcde")
        #expect(try read("Content-Type: text/plain; charset=iso-8859-1\n\n").text.isEmpty)
    }

    @Test func partsInParts() throws {
        let text = """
            Content-Type: multipart/mixed; boundary="a b" ; x=(comment) y

            preamble
            --a b

            first
            --a b
            Content-Type: multipart/alternative; boundary=c

            --c
            Content-Type: text/html

            <p>
            --c--
            --a b--
            epilogue
            """
        let mail = try read(text)
        #expect(mail.parts.count == 2)
        #expect(mail.parts[0].text == "first")
        #expect(mail.first("text/html")?.text == "<p>")
    }

    @Test func parametersByEveryRule() {
        let (value, parameters) = MailParameters.read(
            "Multipart/Report; report-type=\"delivery-status\"; name*0*=utf-8''a%C3%A4; name*1=\" b\"; q=\"\\\"x;y\"")
        #expect(value == "multipart/report")
        #expect(parameters == ["report-type": "delivery-status", "name": "aä b", "q": "\"x;y"])
    }

    @Test func limits() throws {
        #expect(Self.code { try read("a", limits: MailLimits(bytes: 0)) } == "mail.too-large")
        #expect(
            Self.code { try read("a: \(String(repeating: "b", count: 99))", limits: MailLimits(headerBytes: 50)) }
                == "mail.header")
        #expect(
            Self.code { try read(String(repeating: "a: b\n", count: 50), limits: MailLimits(fields: 20)) }
                == "mail.header")
        #expect(Self.code { try read("Content-Type: multipart/mixed\n\n") } == "mail.boundary")
        var nested = "x"
        for level in 0..<20 { nested = "Content-Type: multipart/mixed; boundary=b\(level)\n\n--b\(level)\n\(nested)" }
        #expect(Self.code { try read(nested) } == "mail.depth")
        let many = "Content-Type: multipart/mixed; boundary=b\n\n" + String(repeating: "--b\n\nx\n", count: 500)
        #expect(Self.code { try read(many) } == "mail.parts")
    }

    private static func code(_ body: () throws -> MailPart) -> String? {
        do { _ = try body() } catch { return (error as? AllianceError)?.code }
        return nil
    }

    @Test func whateverComesIsReadOrRefused() throws {
        let seed = Array(Self.bounce.utf8)
        var state: UInt64 = 7
        for _ in 0..<3000 {
            var bytes = seed
            for _ in 0..<6 {
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                bytes[Int(state >> 33) % bytes.count] = UInt8(truncatingIfNeeded: state >> 20)
            }
            if let mail = try? MailPart(Array(bytes.prefix(Int(state >> 40) % (bytes.count + 1) + 1))) {
                _ = (mail.subject, mail.text, DeliveryReport(mail), FeedbackReport(mail))
            }
        }
    }

    static let bounce = """
        Delivered-To: bounce+x@example.org
        Auto-Submitted: auto-replied
        Subject: Undelivered
        Content-Type: multipart/report; report-type=delivery-status;
         boundary="B"

        --B

        It could not be delivered.
        --B
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mail.example.net

        Final-Recipient: rfc822; abuse@example.net
        Action: Failed
        Status: 5.1.1
        Diagnostic-Code: smtp; 550 5.1.1
          no such user

        --B
        Content-Type: message/rfc822

        Subject: [HL-1] Notice

        text
        --B--
        """

    @Test func deliveryReports() throws {
        let report = try #require(DeliveryReport(try read(Self.bounce)))
        #expect(report.reporter == "mail.example.net")
        #expect(report.recipients.map(\.address) == ["abuse@example.net"])
        #expect(report.recipients.map(\.action) == ["failed"])
        #expect(report.recipients.map(\.status) == ["5.1.1"])
        #expect(report.recipients[0].diagnostic == "550 5.1.1 no such user")
        #expect(try read(Self.bounce).parts[2].parts[0].subject == "[HL-1] Notice")
        #expect(DeliveryReport(try read(Self.bounce.replacingOccurrences(of: "delivery-status;", with: "x;"))) == nil)
    }

    @Test func feedbackReportsThereAndBack() throws {
        let given = FeedbackReport(type: "abuse", userAgent: "alliance", fields: ["source-ip": "192.0.2.1"])
        let mail = try read(
            "Content-Type: multipart/report; report-type=feedback-report; boundary=b\n\n--b\n\nx\n--b\n"
                + "Content-Type: message/feedback-report\n\nFeedback-Type: abuse\nUser-Agent: alliance\nVersion: 1\n"
                + "Source-IP: 192.0.2.1\n--b--\n")
        #expect(FeedbackReport(mail) == given)
        guard case .text(let text) = given.part.body else { Issue.record("no text"); return }
        #expect(text == "Feedback-Type: abuse\nUser-Agent: alliance\nVersion: 1\nsource-ip: 192.0.2.1\n")
    }

    @Test func mailboxFiles() {
        let box = "From a\nSubject: 1\n\n>From b\nFrom c\n\nFrom d\nSubject: 2\n\nx\n"
        let mails = MailBox.mails(Array(box.utf8)).map { String(decoding: $0, as: UTF8.self) }
        #expect(mails == ["Subject: 1\n\nFrom b\nFrom c\n\n", "Subject: 2\n\nx\n"])
        #expect(MailBox.mails(Array("Subject: 1\n\nx".utf8)).count == 1)
    }

    /// Python's email package writes mail that we read alike.
    @Test(.enabled(if: ExternalTool.path("python3") != nil, "python3 is missing"))
    func pythonWritesWhatWeRead() throws {
        let script = """
            import email.message, email.policy, sys
            m = email.message.EmailMessage(policy=email.policy.SMTP)
            m["Subject"] = "Réponse à la référence [HL-1] ack très long " + "mot " * 30 + "fin"
            m.set_content("Grüße aus Python, " * 20, cte="quoted-printable")
            m.add_attachment(bytes(range(256)), maintype="application", subtype="octet-stream", filename="bücher.bin")
            sys.stdout.buffer.write(m.as_bytes())
            """
        let result = try ExternalTool.run(try #require(ExternalTool.path("python3")), ["-c", script])
        let mail = try read(result.output)
        #expect(mail.subject.hasPrefix("Réponse à la référence [HL-1] ack très long mot"))
        #expect(mail.subject.hasSuffix("mot fin"))
        #expect(mail.first("text/plain")?.text.hasPrefix("Grüße aus Python, Grüße") == true)
        #expect(mail.first("application/octet-stream")?.body == (0...255).map { UInt8($0) })
    }
}
