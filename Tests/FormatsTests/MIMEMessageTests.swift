import AllianceKit
import Formats
import Foundation
import TestKit
import Testing

/// Building mail.
struct MIMEMessageTests {
    private func message(
        subject: String = "Notice", name: String? = "Example Hotline", content: MIMEPart = .text("Hello\n"),
        fields: [(name: String, value: String)] = []
    ) throws -> MIMEMessage {
        MIMEMessage(
            from: try MailAddress("hotline@example.org", name: name), to: [try MailAddress("abuse@example.net")],
            subject: subject, date: Instant("2026-11-23T20:52:00Z")!, messageID: "m1", messageDomain: "example.org",
            fields: fields, content: content, seed: [1, 2, 3, 4])
    }

    @Test func aPlainMessage() throws {
        let text = String(decoding: try message().bytes(), as: UTF8.self)
        #expect(
            text == """
                Date: Mon, 23 Nov 2026 20:52:00 +0000\r
                From: Example Hotline <hotline@example.org>\r
                To: abuse@example.net\r
                Subject: Notice\r
                Message-ID: <m1@example.org>\r
                MIME-Version: 1.0\r
                Content-Type: text/plain; charset=utf-8\r
                Content-Transfer-Encoding: 7bit\r
                \r
                Hello\r

                """)
    }

    @Test(arguments: ["a\r\nBcc: x@example.org", "a\nb", "a\u{0}b", "a\u{85}b", "a\u{7f}"])
    func nothingStartsAnotherField(text: String) throws {
        #expect(throws: AllianceError.self) { try message(subject: text).bytes() }
        #expect(throws: AllianceError.self) { try message(name: text).bytes() }
        #expect(throws: AllianceError.self) { try message(fields: [("X-Note", text)]).bytes() }
        #expect(throws: AllianceError.self) { try message(fields: [("X\(text)", "v")]).bytes() }
    }

    @Test(arguments: [
        "", "a", "a@", "@b.org", "a@b", "a b@c.org", "a@b..org", ".a@b.org", "a@-b.org", "\"a b\"@c.org", "ä@b.org",
        "a@bücher.test", "a@[192.0.2.1]", "a@b.org,c@d.org", "a@b.org\r\nX: y",
    ]) func notAnAddress(text: String) { #expect(throws: AllianceError.self) { try MailAddress(text) } }

    @Test func boundariesOfPartsThatHoldThemAreRefusedOrEncoded() throws {
        let evil = MIMEPart("multipart/mixed", body: .parts([.text("--=_01020304\n"), .text("--=_01020304--\n")]))
        let text = String(decoding: try message(content: evil).bytes(), as: UTF8.self)
        #expect(text.components(separatedBy: "\r\n--=_01020304").count == 4)
    }

    static let python = ExternalTool.path("python3")

    @Test(
        .enabled(if: python != nil, "needs python3"),
        arguments: [
            ("plain", "Notice", "short\nlines\n"),
            ("umlauts", "Überprüfung — 確認", "Zeile mit ü und 確認\n.\nFrom here\n--\n"),
            ("long", String(repeating: "word ", count: 60) + "end", String(repeating: "x", count: 5000) + "\n"),
            ("unbroken", String(repeating: "y", count: 400), "trailing blanks   \n\ttab\t\n=equals=\n"),
            ("tricky", "=?UTF-8?Q?fake?= \"quoted\" (comment) <x@y>", "a\r\nb\rc\nd"),
            ("double", "two  blanks", String(repeating: "€", count: 3000)),
        ]) func anOutsideReaderGivesTheSame(name: String, subject: String, body: String) throws
    {
        let content = MIMEPart(
            "multipart/mixed",
            body: .parts([
                .text(body),
                MIMEPart("application/json", attachment: "Bericht ü \(name).json", body: .data(Array(body.utf8))),
            ]))
        let bytes = try message(
            subject: subject, name: "Büro \"Ä\", \(name)", content: content,
            fields: [("Auto-Submitted", "auto-generated")]
        ).bytes()
        for line in bytes.split(separator: 0x0a) { #expect(line.count <= 999) }
        let folder = try TemporaryFolder()
        try Data(bytes).write(to: URL(fileURLWithPath: folder.file("m.eml")))
        let result = try ExternalTool.run(
            try #require(Self.python), [Fixtures.path("takedown/read_mail.py"), folder.file("m.eml")])
        try #require(result.exitCode == 0, "\(result.errors)")
        let read = try JSONText.decode(Array(result.output.utf8))
        #expect(read["subject"]?.stringValue == subject)
        #expect(read["from"]?.stringValue == "Büro \"Ä\", \(name)")
        #expect(read["file"]?.stringValue == "Bericht ü \(name).json")
        #expect(read["data"]?.stringValue == body)
        let normal = body.replacingOccurrences(of: "\r\n", with: "\n").replacingOccurrences(of: "\r", with: "\n")
        #expect(read["text"]?.stringValue == normal || read["text"]?.stringValue == normal + "\n")
        #expect(read["defects"] == [])
    }
}
