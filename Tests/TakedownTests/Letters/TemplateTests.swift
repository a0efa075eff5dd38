import AllianceKit
import TestKit
import Testing

@testable import Takedown

/// Templates: files with placeholders that are checked when they are loaded.
struct TemplateTests {
    @Test func everyLanguageHasEveryKind() throws {
        let book = try TemplateBook()
        #expect(book.all.count == 25)
        for template in book.all where template.kind != .acknowledgement {
            let filled = template.fill([
                .cases: "[HL-1]\nhttps://www.example.org/", .reference: "HL-1", .host: "h", .email: "e",
            ])
            #expect(filled.subject.hasPrefix("[HL-1]"))
            #expect(filled.text.contains("\n[HL-1]\nhttps://www.example.org/\n"))
            #expect(!filled.text.contains("{") && !filled.subject.contains("{"))
            #expect(filled.text.split(separator: "\n").allSatisfy { $0.count <= 72 }, "\(template.source)")
        }
    }

    @Test func paragraphsComeAndGo() throws {
        let template = try LetterTemplate(
            "# note\nSubject: a {reference}\n\n{?xarf}With {xarf}.\n\n{!xarf}Without.\n\n{cases}\n\n{table}\n",
            name: "x",
            language: "en", kind: .first, source: "x.txt")
        #expect(template.fill([.cases: "c"]).text == "Without.\n\nc\n")
        #expect(template.fill([.cases: "c", .xarf: "X"]).text == "With X.\n\nc\n")
    }

    @Test(arguments: [
        ("Hello\n", "takedown.template.subject", 1), ("Subject: {x}\n\n{cases}", "takedown.template.placeholder", 1),
        ("# c\nSubject: a\n\n{cases}\n\nsee {refrence}", "takedown.template.placeholder", 6),
        ("Subject: a\n\n{cases", "takedown.template.placeholder", 3),
        ("Subject: a\n\n{?nothing}b {cases}", "takedown.template.placeholder", 3),
    ])
    func whatIsWrongIsNamedWithItsLine(text: String, code: String, line: Int) throws {
        let error = #expect(throws: AllianceError.self) {
            try LetterTemplate(text, name: "x", language: "en", kind: .first, source: "first.txt")
        }
        #expect(error?.code == code)
        #expect(error?.place == SourcePlace(file: "first.txt", line: line))
    }

    @Test func theHousesOwnFilesComeFirst() async throws {
        let hotline = try Hotline(relaxed: ["takedown.notify": "test"])
        let folder = hotline.workspace.path("templates/formal/de")
        try Files.makeFolder(folder)
        try Files.write(
            Array("Subject: [{reference}] eigener Betreff\n\n{cases}\n\n{answers}\n".utf8), to: "\(folder)/first.txt")
        try await hotline.open()
        try await hotline.trace()
        let target = try #require(try hotline.record().trace?.contact)
        try hotline.store.write { transaction in
            var contact = try ContactDesk.find(target, in: transaction)
            contact.language = "de"
            contact.template = "formal"
            try ContactDesk.put(
                contact, "takedown.contact.approved", in: transaction, at: hotline.clock.now, by: "analyst-1")
        }
        await hotline.run(NotifyCommand.self, ["HL-1"])
        let letter = try #require(try hotline.letters().first)
        #expect(letter.message.contains("Subject: [HL-1] eigener Betreff"))
        #expect(letter.language == "de" && letter.template == "formal")

        try Files.write(Array("Subject: x\n\nno addresses\n".utf8), to: "\(folder)/reminder.txt")
        try await hotline.open("HL-2", url: "https://www.example.org/2")
        try await hotline.trace("HL-2")
        let run = await hotline.run(NotifyCommand.self, ["HL-2"])
        #expect(run.errors.contains("takedown.template.cases"), "nothing is written while a template is broken")
    }

    @Test func commandsShowThem() async throws {
        let list = await CommandRun.run(TemplatesLsCommand.self, [])
        #expect(try list.records().count == 25)
        let shown = await CommandRun.run(TemplatesShowCommand.self, ["reminder", "--language", "fr"])
        #expect(shown.output.contains("Subject: [{reference}] Rappel {reminder}"))
        _ = try LetterTemplate(shown.output, name: "x", language: "fr", kind: .reminder, source: "shown")
        #expect(await CommandRun.run(TemplatesShowCommand.self, ["first", "--language", "xx"]).exitCode == .usage)
        #expect(try (await CommandRun.run(TemplatesCheckCommand.self, [])).record()["problems"] == 0)
    }
}
