import AllianceKit
import Formats
import Testing

/// What a file reads as: fields of good records, `line:code` of bad ones.
private func read(_ text: String, separator: CSVSeparator? = nil, limits: CSVLimits = CSVLimits(), header: Bool = false)
    throws -> [[String]]
{
    try read(Array(text.utf8), separator: separator, limits: limits, header: header)
}

private func read(
    _ bytes: [UInt8], separator: CSVSeparator? = nil, limits: CSVLimits = CSVLimits(), header: Bool = false
) throws -> [[String]] {
    var input = InputFile(name: "list.csv", bytes: bytes)
    var csv = CSVReader(separator: separator, limits: limits)
    if header { try csv.readHeader(&input) }
    var rows: [[String]] = []
    try csv.forEach(&input) { result in
        switch result {
        case .success(let record): rows.append(record.fields)
        case .failure(let error): rows.append(["!\(error.place?.line ?? 0):\(error.code)"])
        }
    }
    return rows
}

@Suite struct CSVReaderTests {
    @Test(arguments: [
        ("a,b\n1,2\n", [["a", "b"], ["1", "2"]]),
        ("a,b\r\n1,2\r\n", [["a", "b"], ["1", "2"]]),
        ("a,b\n1,2", [["a", "b"], ["1", "2"]]),
        ("\u{FEFF}a,b\n", [["a", "b"]]),
        ("a,b\n\n\r\n1,\n", [["a", "b"], ["1", ""]]),
        ("\"a\",\"b,c\"\n", [["a", "b,c"]]),
        ("\"say \"\"so\"\"\",2\n", [["say \"so\"", "2"]]),
        ("\"one\ntwo\r\nthree\",x\r\ny,z", [["one\ntwo\r\nthree", "x"], ["y", "z"]]),
        ("\"\"\n", [[""]]),
        ("1,\"2\"\r\n3,4\r\n", [["1", "2"], ["3", "4"]]),
        ("\"1\",2\r\n\"3\",4", [["1", "2"], ["3", "4"]]),
        ("", []),
        ("\u{FEFF}", []),
    ])
    func records(text: String, expected: [[String]]) throws {
        #expect(try read(text) == expected)
    }

    @Test(arguments: [
        ("a;b\n1,5;2\n", [["a", "b"], ["1,5", "2"]]),
        ("a\tb\n1;2\t3\n", [["a", "b"], ["1;2", "3"]]),
        ("\"a,a\";b\n1;2\n", [["a,a", "b"], ["1", "2"]]),
        ("sep=;\na,b;c\n", [["a,b", "c"]]),
        ("alone\n1\n", [["alone"], ["1"]]),
    ])
    func separatorIsDetected(text: String, expected: [[String]]) throws {
        #expect(try read(text) == expected)
    }

    @Test func separatorGivenWins() throws {
        #expect(try read("a,b;c\n", separator: .semicolon) == [["a,b", "c"]])
    }

    @Test(arguments: [
        // A stray quote costs its own line.
        ("a,b\n1,2\"\n3,4\n", [["a", "b"], ["!2:csv.quote.stray"], ["3", "4"]]),
        ("\"a\"b,c\n3,4\n", [["!1:csv.quote.text-after"], ["3", "4"]]),
        // A quote that never ends does not swallow the file: reading goes on at the next line.
        ("a,b\n\"1,2\n3,4\n5,6\n", [["a", "b"], ["!2:csv.quote.open"], ["3", "4"], ["5", "6"]]),
        // It ends at the next quote, where text after it shows the mistake.
        ("\"1,2\n3,\"4\"\n5,6\n", [["!1:csv.quote.text-after"], ["3", "4"], ["5", "6"]]),
        ("\"1", [["!1:csv.quote.open"]]),
    ])
    func malformedRecordsCostOneRecord(text: String, expected: [[String]]) throws {
        #expect(try read(text) == expected)
    }

    @Test func linesAreCountedThroughQuotedBreaks() throws {
        let rows = try read("h\n\"a\nb\nc\"\n\"x\n\"y\nz\n")
        #expect(rows == [["h"], ["a\nb\nc"], ["!5:csv.quote.text-after"], ["!6:csv.quote.open"], ["z"]])
    }

    @Test func fieldCountMustFitTheHeadings() throws {
        #expect(
            try read("a,b\n1\n1,2\n1,2,3\n", header: true) == [
                ["!2:csv.fields.count"], ["1", "2"], ["!4:csv.fields.count"],
            ])
    }

    @Test func fieldsByHeading() throws {
        var input = InputFile(name: "-", bytes: Array(" PDQ ,Category\nff,x\n".utf8))
        var csv = CSVReader()
        #expect(try csv.readHeader(&input) == [" PDQ ", "Category"])
        #expect(csv.has("pdq") && csv.has("CATEGORY") && !csv.has("md5"))
        let record = try #require(try csv.next(&input)).get()
        #expect(record["Pdq"] == "ff")
        #expect(record["category"] == "x")
        #expect(record["md5"] == nil)
        #expect(record.place.line == 2)
    }

    @Test func headingsMustDiffer() throws {
        #expect(throws: AllianceError.self) { try read("a,A\n1,2\n", header: true) }
        #expect(throws: AllianceError.self) { try read("", header: true) }
    }

    @Test func wrongEncodings() throws {
        #expect(try read([0x61, 0x2c, 0xff, 0x0a, 0x62, 0x0a]) == [["!1:csv.encoding"], ["b"]])
        #expect(throws: AllianceError.self) { try read([0xff, 0xfe, 0x61, 0x00]) }
    }

    @Test func limits() throws {
        let limits = CSVLimits(field: 8, record: 24, fields: 3)
        let long = String(repeating: "x", count: 30)
        #expect(try read("\(long)\na,b\n", limits: limits) == [["!1:csv.record.too-long"], ["a", "b"]])
        #expect(try read("123456789,b\na,b\n", limits: limits) == [["!1:csv.field.too-long"], ["a", "b"]])
        #expect(try read("1,2,3,4\na,b\n", limits: limits) == [["!1:csv.fields.too-many"], ["a", "b"]])
        #expect(
            try read("\"1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n13\n\"\nz\n", limits: limits).prefix(2) == [
                ["!1:csv.record.too-long"], ["2"],
            ])
    }

    @Test func memoryStaysFlatOverManyChunks() throws {
        let folder = try TemporaryCSV(lines: 60_000)
        var input = try InputFile(path: folder.path)
        var csv = CSVReader()
        try csv.readHeader(&input)
        var count = 0
        var last = ""
        try csv.forEach(&input) {
            let record = try $0.get()
            count += 1
            last = record["note"] ?? ""
            #expect(record.place.line == count + 1)
        }
        #expect(count == 60_000)
        #expect(last == "note 59999, quoted")
    }
}

/// A CSV file of several chunks, removed afterwards.
private final class TemporaryCSV {
    let path = "/tmp/alliance-csv-\(UInt64.random(in: 0 ... .max)).csv"

    init(lines: Int) throws {
        var bytes = Array("id,note\n".utf8)
        let writer = CSVWriter()
        for line in 0..<lines { try writer.write(["e\(line)", "note \(line), quoted"], to: &bytes) }
        try Files.write(bytes, to: path)
    }

    deinit { try? Files.remove(path) }
}
