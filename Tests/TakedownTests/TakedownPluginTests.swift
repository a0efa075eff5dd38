import AllianceKit
import Testing

@testable import Takedown

/// The manifest, and what the records promise.
struct TakedownPluginTests {
    @Test func theManifestFitsTogether() throws { _ = try Registry([TakedownPlugin.self]) }

    @Test func examplesSurviveTheirOwnFormat() throws {
        func check<Record: StoredRecord>(_ type: Record.Type) throws {
            for example in Record.examples {
                let bytes = try JSONBytes.encode(example)
                let back = try JSONBytes.decode(Record.self, from: bytes)
                #expect(try JSONBytes.encode(back) == bytes)
            }
        }
        for type in TakedownPlugin.recordTypes { try check(type) }
        #expect(CaseRecord.examples.last?.state == .removed)
    }

    @Test func noColumnHoldsAURL() {
        for record in CaseRecord.examples {
            for column in CaseRecord.columns {
                if case .text(let text) = column.value(record) { #expect(!text.contains("http")) }
            }
        }
    }

    @Test func indicatorsSayWhatTheyMean() {
        for indicator in TakedownPlugin.indicators {
            #expect(!indicator.definition.isEmpty && !indicator.caveat.isEmpty)
        }
    }
}
