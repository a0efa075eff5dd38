import AllianceKit
import TestKit
import Testing

@testable import alliance

/// Every importer reads its own examples as it says, and every exporter writes its own items, the same bytes each time.
struct FormatTests {
    @Test func importersReadTheirExamples() throws {
        for plugin in Plugins.all {
            for importer in plugin.importers {
                let examples = importer.examples
                let name = "\(importer.format.subject)/\(importer.format.name)"
                #expect(examples.contains { $0.errors.isEmpty && $0.items > 0 }, "\(name) has no good example")
                #expect(examples.contains { !$0.errors.isEmpty }, "\(name) has no example with a bad item")
                for example in examples { Self.check(importer, example, name) }
            }
        }
    }

    private static func check<Reader: Importer>(_ type: Reader.Type, _ example: FormatExample, _ name: String) {
        var items = 0
        var errors: [String] = []
        var input = InputFile(name: "example", bytes: example.bytes)
        do {
            try Reader().read(&input) { result in
                switch result {
                case .success: items += 1
                case .failure(let error): errors.append(error.code)
                }
            }
        } catch let error as AllianceError {
            errors.append(error.code)
        } catch {
            Issue.record("\(name), \(example.title): \(error)")
        }
        #expect(items == example.items, "\(name), \(example.title): items")
        #expect(errors == example.errors, "\(name), \(example.title): errors")
    }

    @Test func exportersWriteTheSameBytes() throws {
        for plugin in Plugins.all {
            for exporter in plugin.exporters { try Self.check(exporter) }
        }
    }

    private static func check<Writer: Exporter>(_ type: Writer.Type) throws {
        let name = "\(type.format.subject)/\(type.format.name)"
        func write() throws -> [UInt8] {
            var output: [UInt8] = []
            var items = type.exampleItems[...]
            try Writer().write(to: &output) { items.popFirst() }
            return output
        }
        #expect(!type.exampleItems.isEmpty, "\(name) has no example items")
        let first = try write()
        #expect(!first.isEmpty, "\(name) writes nothing")
        #expect(try write() == first, "\(name) writes other bytes the second time")
    }

    @Test func importersNeverTrapOnBrokenFiles() throws {
        var state: UInt64 = 99
        func next() -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 40)
        }
        for plugin in Plugins.all {
            for importer in plugin.importers {
                for example in importer.examples where !example.bytes.isEmpty {
                    for _ in 0..<40 {
                        var bytes = example.bytes
                        for _ in 0...(next() % 4) where !bytes.isEmpty {
                            let place = next() % bytes.count
                            switch next() % 3 {
                            case 0: bytes[place] = UInt8(truncatingIfNeeded: next())
                            case 1: bytes.remove(at: place)
                            default: bytes.removeLast(min(bytes.count, next() % 40))
                            }
                        }
                        Self.survive(importer, bytes)
                    }
                }
            }
        }
    }

    /// Errors of broken files are the toolkit's own, with a code.
    private static func survive<Reader: Importer>(_ type: Reader.Type, _ bytes: [UInt8]) {
        var input = InputFile(name: "broken", bytes: bytes)
        do {
            try Reader().read(&input) { result in
                if case .failure(let error) = result { #expect(!error.code.isEmpty) }
            }
        } catch {
            #expect(error is AllianceError, "\(type.format.name): \(error)")
        }
    }
}
