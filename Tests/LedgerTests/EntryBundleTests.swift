import AllianceKit
import Ledger
import Testing

@Suite struct EntryBundleTests {
    @Test func entriesComeBack() throws {
        let entries: [[UInt8]] = [[], [1], [UInt8](repeating: 7, count: 300), [UInt8](repeating: 9, count: 65_535)]
        var bundle: [UInt8] = []
        for entry in entries { try EntryBundle.append(entry, to: &bundle) }
        #expect(bundle.prefix(7) == [0, 0, 0, 1, 1, 0x01, 0x2c])
        let ranges = try EntryBundle.ranges(of: bundle, count: 4)
        #expect(ranges.map { Array(bundle[$0]) } == entries)
        #expect(try EntryBundle.ranges(of: [], count: 0).isEmpty)
    }

    @Test func anEntryThatIsTooLargeIsRefused() {
        var bundle: [UInt8] = []
        let error = #expect(throws: AllianceError.self) {
            try EntryBundle.append([UInt8](repeating: 0, count: 65_536), to: &bundle)
        }
        #expect(error?.code == "ledger.entry.too-large")
        #expect(bundle.isEmpty)
    }

    @Test func damagedBundlesAreRefused() throws {
        var bundle: [UInt8] = []
        for entry in [[1, 2, 3], [4], [5, 6]] as [[UInt8]] { try EntryBundle.append(entry, to: &bundle) }
        for count in 0..<bundle.count {
            #expect(throws: AllianceError.self) { try EntryBundle.ranges(of: Array(bundle.prefix(count)), count: 3) }
        }
        for count in [0, 1, 2, 4, 256, Int.max] {
            #expect(throws: AllianceError.self) { try EntryBundle.ranges(of: bundle, count: count) }
        }
        #expect(throws: AllianceError.self) { try EntryBundle.ranges(of: bundle + [0], count: 3) }
        #expect(throws: AllianceError.self) { try EntryBundle.ranges(of: [0xff, 0xff, 1], count: 1) }
    }
}
