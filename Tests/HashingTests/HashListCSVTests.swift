import AllianceKit
import Hashing
import Testing

@Suite struct HashListCSVTests {
    private func read(_ bytes: [UInt8]) throws -> (entries: [HashEntry], errors: [AllianceError], warnings: [String]) {
        var importer = HashListCSVImporter()
        var warnings: [String] = []
        var entries: [HashEntry] = []
        var errors: [AllianceError] = []
        importer.warn = { warnings.append($0) }
        var input = InputFile(name: "list.csv", bytes: bytes)
        try importer.read(&input) {
            switch $0 {
            case .success(let entry): entries.append(entry)
            case .failure(let error): errors.append(error)
            }
        }
        return (entries, errors, warnings)
    }

    @Test(arguments: HashListCSVImporter.examples)
    func examples(example: FormatExample) throws {
        let result = try read(example.bytes)
        #expect(result.entries.count == example.items)
        #expect(result.errors.map(\.code) == example.errors)
    }

    @Test func idsComeFromTheStrongestHash() throws {
        let md5 = String(repeating: "ab", count: 16)
        let sha1 = String(repeating: "cd", count: 20)
        let pdq = String(repeating: "ef", count: 32)
        let text = "pdq,md5,sha1\n\(pdq),\(md5),\(sha1)\n\(pdq),\(md5.uppercased()),\n\(pdq),,\n"
        #expect(
            try read(Array(text.utf8)).entries.map(\.entry) == ["sha1:\(sha1)", "md5:\(md5)", "pdq:\(pdq)"])
    }

    @Test func errorsNameFileLineAndColumn() throws {
        let result = try read(Array("id,PDQ,colour\na,ff,red\n".utf8))
        #expect(
            result.errors.map(\.description) == [
                "list.csv:2 PDQ: not a hash of 64 hexadecimal digits (the entry is kept out)".replacing(
                    "PDQ", with: "pdq")
            ])
        #expect(result.warnings == ["list.csv:1: the column \"colour\" is not known and is left out"])
    }

    @Test func aHeadingWithoutHashesIsRefused() {
        let error = #expect(throws: AllianceError.self) { try read(Array("id,category\na,b\n".utf8)) }
        #expect(error?.code == "hashing.list.columns")
        #expect(throws: AllianceError.self) { try read([]) }
    }

    @Test func exportReadsBack() throws {
        var bytes: [UInt8] = []
        var items = HashListCSVExporter.exampleItems.makeIterator()
        try HashListCSVExporter().write(to: &bytes) { items.next() }
        let back = try read(bytes)
        #expect(back.errors.isEmpty && back.warnings.isEmpty)
        #expect(back.entries.map(\.entry) == HashListCSVExporter.exampleItems.map(\.entry))
        #expect(back.entries.map(\.pdq) == HashListCSVExporter.exampleItems.map(\.pdq))
        #expect(back.entries.map { Set($0.digests) } == HashListCSVExporter.exampleItems.map { Set($0.digests) })
        #expect(back.entries.map(\.note) == HashListCSVExporter.exampleItems.map(\.note))
    }

    @Test func formulasAreDefusedForSpreadsheets() {
        var entry = HashListCSVExporter.exampleItems[1]
        entry.note = "=HYPERLINK(\"x\")"
        let line = String(decoding: HashListCSVExporter(guardsFormulas: true).bytes(of: entry), as: UTF8.self)
        #expect(line.contains(",\"'=HYPERLINK(\"\"x\"\")\","))
    }
}
