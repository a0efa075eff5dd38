import AllianceKit
import TestKit
import Testing

@testable import Hashing

/// What an export leaves out is said, and nothing becomes another match at the reader's.
@Suite struct ListsExportTests {
    private static let digests: [Digest] = [
        Digest(.md5, bytes: [UInt8](repeating: 0x11, count: 16)),
        Digest(.sha1, bytes: [UInt8](repeating: 0x22, count: 20)),
        Digest(.sha256, bytes: [UInt8](repeating: 0x33, count: 32)),
    ].compactMap(\.self)
    private static let pdq = Hash256(word0: 1, word1: 2, word2: 3, word3: 4)

    private func house(_ entries: [HashEntry], kind: HashListKind = .bad) throws -> HashingWorkspace {
        let house = HashingWorkspace()
        try house.lists.declare("own", kind: kind, at: CommandRun.start)
        var rest = entries.makeIterator()
        _ = try house.lists.add(to: "own", at: CommandRun.start) { rest.next() }
        return house
    }

    @Test(arguments: ["pdq", "tx", "stopncii", "ncmec"]) func entriesWithoutAPlaceAreCounted(format: String)
        async throws
    {
        let house = try house([
            HashEntry(entry: "a", digests: [Self.digests[2]]),
            HashEntry(entry: "b", pdq: Self.pdq, digests: Self.digests),
        ])
        let run = await house("export", "own", "--to", format)
        #expect(run.exitCode == .partial && run.errors.contains("[hashing.export.left-out]"))
        #expect(
            run.errors.contains("1 of 2 entries of own have no place in \(format)")
                && run.errors.contains("only sha256"))
        #expect(run.errors.contains("left out of entries that have others") && run.output.contains(Self.pdq.hex))
    }

    @Test func hashdeepHasTheColumnsOfTheList() async throws {
        let pair = HashEntry(entry: "a", digests: Array(Self.digests.prefix(2)))
        let run = try await house([pair])("export", "own", "--to", "hashdeep")
        #expect(run.exitCode == .done && run.errors.isEmpty)
        #expect(run.output.contains("%%%% size,md5,sha1,filename\n0,1111"))
        let mixed = try await house([
            pair, HashEntry(entry: "b", digests: Self.digests), HashEntry(entry: "c", digests: [Self.digests[2]]),
        ])("export", "own", "--to", "hashdeep")
        #expect(mixed.exitCode == .partial && mixed.output.contains("size,md5,sha1,filename"))
        #expect(mixed.errors.contains("1 of 3 entries") && mixed.errors.contains("1 sha256"))
    }

    @Test func profilesAreNeverLostOnTheWay() async throws {
        var other = HashEntry(entry: "b", pdq: Hash256(word0: 9, word1: 9, word2: 9, word3: 9), pdqProfile: .ref512)
        let house = try house([HashEntry(entry: "a", pdq: Self.pdq), other])
        for format in ["pdq", "tx", "ncmec", "vics", "vics-1.3", "stopncii"] {
            let run = await house("export", "own", "--to", format)
            #expect(run.exitCode == .partial && run.errors.contains("pdq of the profile ref512"), "\(format)")
            #expect(run.output.contains(Self.pdq.hex) && !run.output.contains(other.pdq?.hex ?? "-"))
        }
        let asked = await house("export", "own", "--to", "pdq", "--profile", "ref512")
        #expect(!asked.output.contains(Self.pdq.hex) && asked.output.contains(other.pdq?.hex ?? "-"))
        other.pdqProfile = nil
        #expect(await house("export", "own").exitCode == .done)
    }

    @Test func allIsForFormatsThatCanSayIt() async throws {
        let house = try house([HashEntry(entry: "a", pdq: Self.pdq, opinions: [HashOpinion(.negative)])])
        for format in ["pdq", "tx", "ncmec", "vics", "vics-1.3", "stopncii", "hashdeep"] {
            let run = await house("export", "own", "--all", "--to", format)
            #expect(run.exitCode == .usage && run.output.isEmpty, "\(format)")
            #expect(run.errors.contains("[hashing.export.all]") && run.errors.contains("export to csv"))
        }
        #expect(await house("export", "own", "--all").output.contains("negative"))
    }

    @Test func categoryZeroMakesNoLeads() async throws {
        let house = try house([
            HashEntry(entry: "a", digests: Self.digests, category: "0"),
            HashEntry(
                entry: "b", digests: [Self.digests[0]], category: "0", opinions: [HashOpinion(.investigationSeed)]),
        ])
        let run = await house("export", "own", "--to", "vics")
        #expect(run.exitCode == .partial && run.errors.contains("1 with category 0"))
        #expect(run.output.contains("\"MediaID\":1") && !run.output.contains("\"MediaID\":2"))
    }

    @Test func aGoodListStaysGood() async throws {
        let house = try house([HashEntry(entry: "a", digests: Self.digests)], kind: .good)
        let csv = await house("export", "own")
        #expect(csv.output.hasPrefix("id,") && csv.output.contains(",kind") && csv.errors.isEmpty)
        let folder = try TemporaryFolder()
        #expect(await house("import", "copy", try folder.write("copy.csv", csv.output)).exitCode == .done)
        #expect(try house.lists.lists().first { $0.name == "copy" }?.kind == .good)
        let tx = await house("export", "own", "--to", "tx")
        #expect(tx.errors.contains("--kind good"))
        let mixed = "md5,kind\n\(String(repeating: "a1", count: 16)),good\n\(String(repeating: "a2", count: 16)),bad\n"
        let run = await house("import", "mixed", try folder.write("mixed.csv", mixed))
        #expect(run.exitCode == .partial && run.errors.contains("[hashing.list.kind]"))
    }
}
