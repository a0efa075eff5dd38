import AllianceKit
import Testing

@testable import Hashing

/// What holds for every format of known-hash lists of the module.
struct ListFormatTests {
    static let importers = HashingPlugin.importers.compactMap { $0 as? any HashListImporter.Type }
    static let exporters = HashingPlugin.exporters.compactMap { $0 as? any HashListExporter.Type }

    /// What a reader makes of some bytes.
    struct Reading {
        var entries: [HashEntry] = []
        var errors: [AllianceError] = []
        var warnings: [String] = []
        var end: AllianceError?
    }

    static func read(_ type: any HashListImporter.Type, _ bytes: [UInt8], name: String = "list") -> Reading {
        var reading = Reading()
        var importer = type.init()
        importer.warn = { reading.warnings.append($0) }
        var input = InputFile(name: name, bytes: bytes)
        do {
            try importer.read(&input) {
                switch $0 {
                case .success(let entry): reading.entries.append(entry)
                case .failure(let error): reading.errors.append(error)
                }
            }
        } catch let error as AllianceError {
            reading.end = error
        } catch {
            Issue.record("\(type.format.name): \(error)")
        }
        return reading
    }

    static func read(_ type: any HashListImporter.Type, _ text: String) -> Reading { read(type, Array(text.utf8)) }

    static func write(_ type: any HashListExporter.Type, _ entries: [HashEntry]) throws -> [UInt8] {
        let writer = type.init()
        return try writer.begin() + entries.flatMap { try writer.bytes(of: $0) } + writer.end()
    }

    static func importer(_ name: String) throws -> any HashListImporter.Type {
        try #require(importers.first { $0.format.name == name })
    }

    @Test func badEntriesCostThemselvesOnlyAndAreNamed() {
        for type in Self.importers {
            for example in type.examples where !example.errors.isEmpty {
                let reading = Self.read(type, example.bytes)
                for error in reading.errors {
                    let place = error.place
                    #expect(place?.file == "list", "\(type.format.name): \(error)")
                    #expect(place?.line != nil || place?.path != nil, "\(type.format.name) names no place: \(error)")
                }
            }
        }
    }

    @Test func whatIsWrittenReadsBack() throws {
        for exporter in Self.exporters {
            // The reader of VICS files tells their version itself.
            let name = exporter.format.name == "vics-1.3" ? "vics" : exporter.format.name
            let importer = try Self.importer(name)
            let items = exporter.exampleItems
            let reading = Self.read(importer, try Self.write(exporter, items))
            #expect(reading.errors.isEmpty && reading.end == nil, "\(exporter.format.name): \(reading)")
            #expect(
                Set(reading.entries.flatMap(\.digests)).isSubset(of: items.flatMap(\.digests)),
                "\(exporter.format.name)")
            #expect(Set(reading.entries.compactMap(\.pdq)).isSubset(of: items.compactMap(\.pdq)))
            #expect(!reading.entries.isEmpty, "\(exporter.format.name) writes nothing that reads back")
        }
    }

    @Test func everyFormatIsToldByItsContent() throws {
        let registry = try Registry([HashingPlugin.self])
        for type in Self.importers {
            for example in type.examples where example.errors.isEmpty {
                var input = InputFile(name: "unnamed", bytes: example.bytes)
                let told = try? ListFormats.detect(&input, in: registry)
                #expect(told?.format.name == type.format.name, "\(type.format.name), \(example.title)")
                // Nothing of the file is consumed by looking.
                #expect(try input.readAll(limit: 1 << 20) == example.bytes)
            }
        }
    }

    @Test func whatCannotBeToldIsSaid() throws {
        let registry = try Registry([HashingPlugin.self])
        func told(_ text: String, name: String) throws -> String {
            var input = InputFile(name: name, bytes: Array(text.utf8))
            return try ListFormats.detect(&input, in: registry).format.name
        }
        let hash = String(repeating: "5a", count: 32)
        #expect(try told("nothing known", name: "list.hashdeep") == "hashdeep")
        #expect(try told("\(hash)\n", name: "list.pdq") == "pdq")
        #expect(try told("\(hash)\n", name: "list.sha256") == "md5deep")
        for (text, name) in [("", "-"), ("\(hash)\n", "list.txt"), ("{}", "list")] {
            let error = #expect(throws: AllianceError.self) { try told(text, name: name) }
            #expect(error?.code == (text.isEmpty ? "hashing.list.empty" : "hashing.list.format"))
        }
    }

    @Test func endsAndBlanksDoNoHarm() throws {
        let hash = String(repeating: "5a", count: 32)
        for (name, line) in [
            ("pdq", hash), ("tx", "pdq \(hash)"), ("md5deep", "\(hash)  a.jpg"), ("csv", "pdq\r\n\(hash)"),
        ] {
            let type = try Self.importer(name)
            for text in [line, "\(line)\r\n", "\u{feff}\(line)\n\n", "\(line)\n  \n"] {
                #expect(Self.read(type, text).entries.count == 1, "\(name): \(text.debugDescription)")
            }
            #expect(Self.read(type, [0xff, 0xfe, 0x41, 0]).end != nil, "\(name) takes UTF-16")
        }
    }
}
