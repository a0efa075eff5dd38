import AllianceKit
import TestKit
import Testing

struct InputFileTests {
    private func lines(of text: String, limit: Int = 1 << 20, onDisk: Bool) throws -> [String] {
        let folder = try TemporaryFolder()
        let path = try folder.write("input", text)
        var input = onDisk ? try InputFile(path: path) : InputFile(name: "input", bytes: Array(text.utf8))
        var lines: [String] = []
        while true {
            do {
                guard let line = try input.nextLine(limit: limit) else { return lines }
                lines.append(String(decoding: line, as: UTF8.self))
                #expect(input.line == lines.count)
            } catch let error as AllianceError {
                lines.append("\(error.code)@\(error.place?.line ?? 0)")
            }
        }
    }

    @Test(arguments: [true, false])
    func linesEndInLineFeedOrBoth(onDisk: Bool) throws {
        #expect(try lines(of: "a\nb\r\n\n\rc\r\nd", onDisk: onDisk) == ["a", "b", "", "\rc", "d"])
        #expect(try lines(of: "", onDisk: onDisk) == [])
        #expect(try lines(of: "\n", onDisk: onDisk) == [""])
        #expect(try lines(of: "a", onDisk: onDisk) == ["a"])
    }

    @Test(arguments: [true, false])
    func aLineTooLongIsNamedAndTheRestIsRead(onDisk: Bool) throws {
        let long = String(repeating: "x", count: 200_000)
        #expect(
            try lines(of: "a\n\(long)\nb\n\(long)", limit: 1000, onDisk: onDisk)
                == ["a", "file.line.too-long@2", "b", "file.line.too-long@4"])
        #expect(try lines(of: "abc\nabcd\n", limit: 3, onDisk: onDisk) == ["abc", "file.line.too-long@2"])
    }

    @Test func linesAcrossChunksAreWhole() throws {
        var random = SplitMix(seed: 9)
        let expected = (0..<3000).map { String(repeating: "\($0) ", count: Int(random.next() % 60)) }
        let text = expected.map { $0 + "\n" }.joined()
        #expect(text.utf8.count > 200_000)
        #expect(try lines(of: text, onDisk: true) == expected)
        #expect(try lines(of: text, onDisk: false) == expected)
    }

    @Test func wholeFilesAreLimited() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("input", String(repeating: "x", count: 100_000))
        #expect(try Files.read(path).count == 100_000)
        #expect(try Files.read(path, limit: 100_000).count == 100_000)
        expect("file.too-large") { try Files.read(path, limit: 99_999) }
        expect("file.open") { try Files.read(folder.file("none")) }
        expect("file.directory") { try Files.read(folder.path) }
    }

    @Test func chunksGiveEverything() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write("input", String(repeating: "x", count: 150_000))
        var whole = try InputFile(path: path)
        var count = 0
        while let chunk = try whole.nextChunk() { count += chunk.count }
        #expect(count == 150_000)
    }
}

struct FilesTests {
    @Test func aFileIsReplacedAsAWhole() throws {
        let folder = try TemporaryFolder()
        let path = folder.file("a.json")
        try Files.write(Array("one".utf8), to: path, mode: 0o600)
        try Files.write(Array("two".utf8), to: path, mode: 0o600)
        #expect(try Files.read(path) == Array("two".utf8))
        #expect(Files.permissions(path) == 0o600)
        #expect(try Files.names(in: folder.path) == ["a.json"])
        expect("file.create") { try Files.write([], to: folder.file("none/a")) }
    }

    @Test func foldersAreMadeWithThoseAbove() throws {
        let folder = try TemporaryFolder()
        try Files.makeFolder(folder.file("a/b/c"))
        try Files.makeFolder(folder.file("a/b/c"))
        #expect(Files.isFolder(folder.file("a/b/c")) && !Files.isFolder(folder.file("a/x")))
        let file = try folder.write("file", "")
        expect("file.folder") { try Files.makeFolder(file) }
        try Files.remove(file)
        try Files.remove(file)
        #expect(!Files.exists(file))
    }
}
