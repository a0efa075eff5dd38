import AllianceKit
import Foundation
import TestKit
import Testing

@testable import Takedown

/// Answers with a code, bounces, and the rest of the inbox.
struct AnswerTests {
    private func sent() async throws -> (hotline: Hotline, token: String, returnPath: String) {
        let hotline = try Hotline(
            relaxed: ["takedown.notify": "test"], settings: LetterDeliveryTests.mailSettings)
        try await hotline.open()
        try await hotline.trace()
        try #require(await hotline.run(NotifyCommand.self, ["HL-1"]).exitCode == .done)
        let mail = try #require(hotline.mail.sent.first)
        let line = try #require(mail.message.split(separator: "\r\n").first { $0.contains("] ack ") })
        let words = line.split(separator: " ").map(String.init)
        hotline.clock.advance(hours: 2)
        return (hotline, words[words.firstIndex(of: "ack")! + 1], mail.from)
    }

    @Test func aCodeWorksOnce() async throws {
        let (hotline, token, _) = try await sent()
        #expect(try hotline.notices().allSatisfy { !"\($0)".contains(token) }, "kept as a digest only")
        let first = await hotline.run(AnswerCommand.self, [token.uppercased(), "--status", "removed"])
        #expect(first.exitCode == .done, "\(first.errors)")
        let record = try hotline.record()
        #expect(record.state == .delivered)
        #expect(record.clocks.acknowledged == hotline.clock.now)
        #expect(try hotline.notices().first?.state == .delivered)
        hotline.clock.advance(hours: 1)
        #expect(await hotline.run(AnswerCommand.self, [token, "--status", "removed"]).exitCode == .done)
        #expect(try hotline.record().clocks.acknowledged == record.clocks.acknowledged)
        let other = await hotline.run(AnswerCommand.self, [token, "--status", "dispute"])
        let wrong = await hotline.run(
            AnswerCommand.self, [String(repeating: "0", count: 26), "--status", "removed"])
        let noCode = await hotline.run(AnswerCommand.self, ["x", "--status", "removed"])
        #expect(other.errors == wrong.errors && wrong.errors == noCode.errors)
        #expect(other.exitCode == .partial)
    }

    @Test func aDisputeOpensAnAppealAndNotOursAReview() async throws {
        let (hotline, token, _) = try await sent()
        await hotline.run(AnswerCommand.self, [token, "--status", "dispute"])
        #expect(try hotline.record().state == .onAppeal)
        #expect(try hotline.record().openAppeal?.by == .provider)

        let (other, second, _) = try await sent()
        await other.run(AnswerCommand.self, [second, "--status", "not-ours"])
        #expect(try other.record().state == .bounced)
        #expect(try other.notices().first?.state == .bounced)
    }

    @Test func answersByMail() async throws {
        let (hotline, token, _) = try await sent()
        let mail = "From: abuse@example.net\r\nSubject: Re: [HL-1] ack \(token) received\r\n\r\nok\r\n"
        let file = try hotline.folder.write("mail.eml", mail)
        let run = await hotline.run(InboxCommand.self, [file])
        #expect(try run.record()["kind"] == "answer", "\(run.errors)")
        #expect(try hotline.record().state == .delivered)
        let again = await hotline.run(InboxCommand.self, [file])
        #expect(again.output == run.output)
        #expect(try hotline.store.read { try $0.count(Query<IncomingMail>()) } == 1)
    }

    private func bounce(to address: String, action: String = "failed", status: String = "5.1.1") -> String {
        """
        Return-Path: <>
        Delivered-To: \(address)
        From: MAILER-DAEMON@mail.example.net
        Auto-Submitted: auto-replied
        Subject: Undelivered Mail
        Content-Type: multipart/report; report-type=delivery-status; boundary="b"

        --b

        It could not be delivered.
        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mail.example.net

        Final-Recipient: rfc822; abuse@example.net
        Action: \(action)
        Status: \(status)
        --b--
        """
    }

    @Test func aBounceCountsWhenItsAddressIsOurs() async throws {
        let (hotline, _, path) = try await sent()
        var forged = path
        forged.replaceSubrange(forged.firstIndex(of: ".")!..<forged.firstIndex(of: "@")!, with: ".0000000000000000")
        for address in [forged, "bounce@example.org", "hotline@example.org"] {
            let file = try hotline.folder.write("forged.eml", bounce(to: address))
            let run = await hotline.run(InboxCommand.self, [file])
            #expect(try run.record()["kept"] == true)
        }
        #expect(try hotline.record().state == .sent, "anyone can write a bounce")

        let delayed = try hotline.folder.write("delayed.eml", bounce(to: path, action: "delayed", status: "4.4.1"))
        await hotline.run(InboxCommand.self, [delayed])
        #expect(try hotline.record().state == .sent)

        let real = try hotline.folder.write("bounce.eml", bounce(to: path.uppercased()))
        let run = await hotline.run(InboxCommand.self, [real])
        #expect(try run.record()["kind"] == "bounce")
        #expect(try run.record()["code"] == "5.1.1")
        #expect(try hotline.record().state == .bounced)
        #expect(try hotline.notices().first?.state == .bounced)
        let contact = try #require(try hotline.notices().first).contact
        #expect(try hotline.store.read { try ContactDesk.find(contact, in: $0).standing } == .bounced)
    }

    @Test func machinesAcknowledgeNothing() async throws {
        let (hotline, token, _) = try await sent()
        let letter = try #require(try hotline.letters().first).id
        let file = try hotline.folder.write(
            "auto.eml",
            "Auto-Submitted: auto-replied\nSubject: Re: ack \(token) received\nIn-Reply-To: <\(letter)@example.org>\n\nx\n"
        )
        let run = await hotline.run(InboxCommand.self, [file])
        #expect(try run.record()["kind"] == "automatic")
        #expect(try run.record()["reference"] == "HL-1")
        #expect(try hotline.record().clocks.acknowledged == nil)
    }

    @Test func foldersAndBadMail() async throws {
        let (hotline, _, _) = try await sent()
        let maildir = hotline.folder.file("Maildir")
        for folder in ["new", "cur", "tmp"] { try Files.makeFolder("\(maildir)/\(folder)") }
        try Files.write(Array("Subject: hello\n\nwords\n".utf8), to: "\(maildir)/new/1")
        try Files.write(Array("Content-Type: multipart/mixed\n\nx".utf8), to: "\(maildir)/cur/2:2,S")
        try Files.write(Array("From a\nSubject: one\n\nFrom b\nSubject: two\n\n".utf8), to: "\(maildir)/cur/3")
        try Files.write(Array("x".utf8), to: "\(maildir)/tmp/4")
        let run = await hotline.run(InboxCommand.self, [maildir, "--key", "k"])
        #expect(run.exitCode == .done)
        #expect(try run.records().compactMap { $0["kind"]?.stringValue } == ["other", "unreadable", "other", "other"])
        let kept = await hotline.run(MailsCommand.self, [])
        #expect(try kept.records().count == 4)
    }

    @Test func tokensAreReadAsPeopleWriteThem() {
        let token = AnswerToken(random: (0..<16).map { UInt8($0 * 16) })
        #expect(token.text.count == 26)
        let spelt = token.text.uppercased().replacingOccurrences(of: "0", with: "O")
        #expect(AnswerToken("\(spelt.prefix(5))-\(spelt.dropFirst(5))") == token)
        #expect(AnswerToken("short") == nil)
        #expect(AnswerToken(String(repeating: "u", count: 26)) == nil)
    }
}
