import AllianceKit
import Formats
import Testing

@Suite struct CSVWriterTests {
    private func line(_ fields: [String], _ writer: CSVWriter = CSVWriter()) -> String {
        String(decoding: writer.line(fields), as: UTF8.self)
    }

    @Test(arguments: [
        (["a", "b"], "a,b\n"),
        (["a,b", "c"], "\"a,b\",c\n"),
        (["say \"so\"", ""], "\"say \"\"so\"\"\",\n"),
        (["two\nlines", "x"], "\"two\nlines\",x\n"),
        ([""], "\"\"\n"),
        ([" a", "b "], "\" a\",\"b \"\n"),
        (["=1+1"], "=1+1\n"),
        (["sep=;"], "\"sep=;\"\n"),
        // Found by fuzzing: with an empty second field the line would read as a declaration of the separator.
        (["sep=", ""], "\"sep=\",\n"),
        (["\u{FEFF}a", "b"], "\"\u{FEFF}a\",b\n"),
        (["é;"], "é;\n"),
    ])
    func quotesOnlyWhereNeeded(fields: [String], expected: String) {
        #expect(line(fields) == expected)
    }

    @Test func separatorAndLineEnd() {
        let writer = CSVWriter(separator: .semicolon, lineEnd: .carriageReturnLineFeed)
        #expect(line(["a,b", "c;d"], writer) == "a,b;\"c;d\"\r\n")
    }

    @Test(arguments: [
        ("=HYPERLINK(1)", "'=HYPERLINK(1)"), ("+cmd", "'+cmd"), ("-2+3", "'-2+3"), ("@SUM", "'@SUM"),
        ("-5", "-5"), ("+1.5", "+1.5"), ("plain", "plain"), ("", "\"\""), ("\tx", "'\tx"),
    ])
    func formulasAreDefusedOnRequest(field: String, expected: String) {
        #expect(line([field], CSVWriter(guardsFormulas: true)) == expected + "\n")
    }

    /// What is written reads back, for texts built of everything that has a meaning.
    @Test func roundTrip() throws {
        let parts = ["a", ",", ";", "\t", "\"", "\n", "\r\n", " ", "é", "=", ""]
        var state: UInt64 = 7
        func next(_ below: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % below
        }
        for separator in CSVSeparator.allCases {
            let rows = (0..<200).map { _ in
                (0..<3).map { _ in (0..<next(6)).map { _ in parts[next(parts.count)] }.joined() }
            }
            var bytes: [UInt8] = []
            for row in rows { try CSVWriter(separator: separator).write(row, to: &bytes) }
            var input = InputFile(name: "-", bytes: bytes)
            var csv = CSVReader(separator: separator)
            var back: [[String]] = []
            try csv.forEach(&input) { back.append(try $0.get().fields) }
            #expect(back == rows)
        }
    }
}
