import AllianceKit
import Formats

extension AnswerDesk {
    /// Takes in one mail: a bounce that came to an address we made, an answer with a code, or something that is recorded and, where a
    /// person has to look at it, kept. The same bytes again give the same record.
    func receive(_ bytes: [UInt8], in transaction: any StoreTransaction) throws -> IncomingMail {
        var mail = IncomingMail(bytes, read: desk.now)
        if let known = try transaction.get(IncomingMail.self, mail.id) { return known }
        do {
            try judge(try MailPart(bytes), bytes, &mail, in: transaction)
        } catch let error as AllianceError where error.exitCode != .busy && error.exitCode != .inputOutput {
            mail.code = error.code
            mail.keep(bytes, .unreadable, error.message)
        }
        var facts: JSONObject = ["kind": .string(mail.kind.rawValue), "kept": .bool(mail.isKept)]
        if mail.kind == .bounce || mail.kind == .answer { facts["code"] = .text(mail.code) }
        try transaction.put(
            mail, because: Event("takedown.mail.received", mail.id, at: mail.read, by: context.actor, facts: facts))
        return mail
    }

    private func judge(
        _ part: MailPart, _ bytes: [UInt8], _ mail: inout IncomingMail, in transaction: any StoreTransaction
    ) throws {
        let marked = Self.recipients(part).lazy.compactMap { bounces?.letter($0) }.first
        if let report = DeliveryReport(part) {
            return try judge(report, marked, bytes, &mail, in: transaction)
        }
        if FeedbackReport(part) != nil {
            return mail.keep(bytes, .feedback, "an abuse report by mail: take it in as a report")
        }
        if Self.isAutomatic(part) {
            mail.kind = .automatic
            try relate(part, &mail, in: transaction)
            if marked != nil { mail.keep(bytes, .automatic, "came to a bounce address without a delivery report") }
            return
        }
        if let (token, said) = Self.answer(in: part.subject) {
            do {
                let (_, notice) = try answer(token, said, at: mail.read, in: transaction)
                mail.kind = .answer
                mail.code = said.rawValue
                mail.letter = notice.letter
                mail.reference = notice.reference
            } catch let error as AllianceError where error.code == "takedown.answer.refused" {
                mail.code = error.code
                mail.keep(bytes, .other, "an answer whose code is none of ours, or was used")
            }
            return
        }
        try relate(part, &mail, in: transaction)
        mail.keep(bytes, .other, mail.letter == nil ? "nothing says what it is about" : "an answer in words: read it")
    }

    private func judge(
        _ report: DeliveryReport, _ marked: EntityID?, _ bytes: [UInt8], _ mail: inout IncomingMail,
        in transaction: any StoreTransaction
    ) throws {
        guard let marked, let letter = try transaction.get(Letter.self, marked) else {
            return mail.keep(bytes, .report, "a delivery report that came to no address we made: not acted upon")
        }
        mail.letter = letter.id
        mail.reference = try letter.notices.first.flatMap { try transaction.get(Notice.self, $0)?.reference }
        guard let failed = report.recipients.first(where: { $0.action == "failed" }) else {
            mail.kind = .report
            mail.code = report.recipients.first.flatMap { Self.code($0.status) }
            return
        }
        let code = Self.code(failed.status) ?? "5.0.0"
        mail.kind = .bounce
        mail.code = code
        _ = try bounce(letter.id, code: code, at: mail.read, in: transaction)
    }

    /// Finds the letter that a mail answers, by the Message-IDs it names. It only helps a person; nothing is believed because of it.
    private func relate(_ part: MailPart, _ mail: inout IncomingMail, in reader: any StoreReader) throws {
        let text = (part.all("In-Reply-To") + part.all("References")).joined(separator: " ").prefix(4000)
        for word in text.split(whereSeparator: { "<> \t,".contains($0) }).prefix(50) {
            guard word.hasPrefix("letter_"), let id = EntityID(word.prefix { $0 != "@" }),
                let letter = try reader.get(Letter.self, id)
            else { continue }
            mail.letter = letter.id
            mail.reference = try letter.notices.first.flatMap { try reader.get(Notice.self, $0)?.reference }
            return
        }
    }

    /// Whether a machine wrote it (RFC 3834, and what is customary besides).
    private static func isAutomatic(_ part: MailPart) -> Bool {
        if let field = part.field("Auto-Submitted"), field.lowercased().prefix(2) != "no" { return true }
        if part.field("X-Autoreply") != nil || part.field("X-Autorespond") != nil { return true }
        if let path = part.field("Return-Path"), path.filter({ !$0.isWhitespace }) == "<>" { return true }
        return ["auto_reply", "bulk", "junk", "list"].contains(part.field("Precedence")?.lowercased() ?? "")
    }

    /// `… ack CODE received …` in a subject.
    static func answer(in subject: String) -> (token: String, said: ProviderAnswer)? {
        let words = subject.split { " \t[]()<>:,;".contains($0) }.map { $0.lowercased() }
        for (place, word) in words.enumerated() where word == "ack" && place + 2 < words.count {
            if AnswerToken(words[place + 1]) != nil, let said = ProviderAnswer(rawValue: words[place + 2]) {
                return (words[place + 1], said)
            }
        }
        return nil
    }

    /// The addresses that a mail came to, by every field that servers write.
    private static func recipients(_ part: MailPart) -> [String] {
        ["Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "To", "Cc"].flatMap { name in
            part.all(name).prefix(20).flatMap { field in
                field.prefix(4000).split { "<>,; \t\"()".contains($0) }.filter { $0.contains("@") }.map(String.init)
            }
        }
    }

    /// An enhanced status code, or nothing: no words of others stand in columns and events.
    private static func code(_ text: String) -> String? {
        let code = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
        return code.split(separator: ".").count == 3 && code.utf8.count <= 11 ? String(code) : nil
    }
}
