import AllianceKit
import TestKit
import Testing

@testable import Takedown

struct CodeBookTests {
    private let day = CalendarDate("2026-11-20")!

    @Test func theBuiltInTablesHoldTheReferencesCodes() throws {
        let book = CodeBook.builtin
        let reasons = try #require(book.scheme("iccam-reason", on: day))
        #expect(reasons.codes.map(\.code) == (1...21).map(String.init))
        #expect(book.scheme("iccam-age", on: day)?.codes.last?.label == "pubescent")
        #expect(book.scheme("industry", on: day)?.codes.map(\.classification) == [.a1, .a2, .b1, .b2])
        #expect(book.schemes.allSatisfy { !$0.source.isEmpty && !$0.title.isEmpty })
    }

    @Test func theEditionOfTheDayCounts() throws {
        let actions = CodeLabel("iccam-action", "5")
        try CodeBook.builtin.check([actions], on: CalendarDate("2020-01-01")!)
        #expect(throws: AllianceError.self) { try CodeBook.builtin.check([actions], on: day) }
    }

    @Test func anExclusiveTableAllowsOneCode() {
        #expect(throws: AllianceError.self) {
            try CodeBook.builtin.check([CodeLabel("sex", "male"), CodeLabel("sex", "female")], on: day)
        }
        #expect(throws: Never.self) {
            try CodeBook.builtin.check([CodeLabel("lead", "live"), CodeLabel("lead", "new-material")], on: day)
        }
    }

    @Test func nationalTablesComeFromTheWorkspace() async throws {
        let hotline = try Hotline()
        let table =
            #"{"id":"national-xa","title":"Classes of XA","subject":"classification","source":"Penal Code of XA","from":"2026-01-01","exclusive":true,"codes":[{"code":"1","label":"severe"}]}"#
        try Files.makeFolder(hotline.workspace.path("codes"))
        try Files.write(Array(table.utf8), to: hotline.workspace.path("codes/xa.json"))
        try CodeBook.of(hotline.workspace).check([CodeLabel("national-xa", "1")], on: day)
        let listed = await hotline.run(CodesCommand.self, ["national-xa"])
        #expect(listed.exitCode == .done && listed.output.contains("severe"))
        try Files.write(Array("{}".utf8), to: hotline.workspace.path("codes/bad.json"))
        let error = #expect(throws: AllianceError.self) { try CodeBook.of(hotline.workspace) }
        #expect(error?.place?.file.hasSuffix("bad.json") == true)
    }

    @Test func editionsMustNotOverlap() throws {
        let scheme = try #require(CodeBook.builtin.scheme("sex", on: day))
        #expect(throws: AllianceError.self) { try CodeBook([scheme, scheme]) }
    }
}
