import AllianceKit
import Formats
import Testing

/// Reading JSON Lines.
struct JSONLinesReaderTests {
    private func read(_ bytes: [UInt8], limit: Int = 1 << 20) throws -> [JSONLine] {
        var input = InputFile(name: "x", bytes: bytes)
        var reader = JSONLinesReader(limit: limit)
        var lines: [JSONLine] = []
        while let line = try reader.next(&input) { lines.append(line) }
        return lines
    }

    @Test func endsMarksAndBlanks() throws {
        let lines = try read([0xef, 0xbb, 0xbf] + Array("{\"a\":1}\r\n\n  \t\n[2]".utf8))
        #expect(lines.map(\.number) == [1, 2, 3, 4])
        #expect(lines.map(\.isBlank) == [false, true, true, false])
        #expect(try lines[0].value.get() == ["a": 1])
        #expect(lines[0].bytes.last == 0x0d)
        #expect(try lines[3].value.get() == [2])
    }

    @Test func goodLinesSurviveBadOnes() throws {
        let lines = try read(Array("{\n{\"a\":1,\"a\":2}\n{\"a\":\"".utf8) + [0xfc] + Array("\"}\n1".utf8))
        let codes = lines.map { line in
            if case .failure(let error) = line.value { error.code } else { "" }
        }
        #expect(codes == ["json.truncated", "json.repeated-name", "json.utf8", ""])
        if case .failure(let error) = lines[2].value { #expect(error.place == SourcePlace(file: "x", line: 3)) }
    }

    @Test func longLinesKeepTheirHead() throws {
        let lines = try read(Array(String(repeating: "x", count: 300).utf8) + [0x0a, 0x31], limit: 100)
        #expect(lines[0].bytes.count == 100)
        #expect(lines[0].length == 300)
        if case .failure(let error) = lines[0].value { #expect(error.code == "json.line.too-long") }
        #expect(try lines[1].value.get() == 1)
    }

    @Test(arguments: [0, 1, 65535, 65536, 65537, 200_000]) func linesAcrossChunks(size: Int) throws {
        let text = "\"" + String(repeating: "y", count: size) + "\""
        let lines = try read(Array("\(text)\n\(text)\n".utf8))
        #expect(lines.count == 2)
        #expect(lines.allSatisfy { $0.length == size + 2 })
    }

    @Test func nothingIsNoLine() throws { #expect(try read([]).isEmpty) }
}
