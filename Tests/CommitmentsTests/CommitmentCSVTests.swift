import AllianceKit
import Commitments
import Testing

@Suite struct CommitmentCSVTests {
    private func read(_ text: String) throws -> (drafts: [CommitmentDraft], errors: [AllianceError]) {
        var input = InputFile(name: "register.csv", bytes: Array(text.utf8))
        var drafts: [CommitmentDraft] = []
        var errors: [AllianceError] = []
        try CommitmentCSVImporter().read(&input) { item in
            switch item {
            case .success(let draft): drafts.append(draft)
            case .failure(let error): errors.append(error)
            }
        }
        return (drafts, errors)
    }

    @Test func errorsNameTheLine() throws {
        let (drafts, errors) = try read(
            "reference,country,target,title\nA-1,XA,LE,One\nA-2,XAX,LE,Two\nA-3,XA,LE,Three\n")
        #expect(drafts.map(\.reference) == ["A-1", "A-3"])
        #expect(errors.map(\.place?.line) == [3])
    }

    @Test func aFileWithoutTheNeededColumnsIsRefusedAsAWhole() {
        #expect { try read("name,country\nA,XA\n") } throws: {
            ($0 as? AllianceError)?.code == "commitments.csv.column"
        }
    }

    @Test func columnsMayStandInAnyOrderAndSemicolonsSeparateLists() throws {
        let (drafts, _) = try read(
            "title;country;reference;target;goals;milestones\nOne;xa;A-1;avail;\"AVAIL-G1; AVAIL-G2\";\"First @ 2026-06-30; Second\"\n"
        )
        let draft = try #require(drafts.first)
        #expect(draft.goals == ["AVAIL-G1", "AVAIL-G2"])
        #expect(draft.milestones.map(\.title) == ["First", "Second"])
        #expect(draft.milestones[0].due == CalendarDate("2026-06-30"))
        #expect(draft.country.code == "XA")
    }

    @Test func whatIsExportedCanBeImportedAgain() throws {
        var bytes: [UInt8] = []
        var items = Commitment.examples[...]
        try CommitmentCSVExporter().write(to: &bytes) { items.popFirst() }
        let (drafts, errors) = try read(String(decoding: bytes, as: UTF8.self))
        let original = Commitment.examples[0]
        #expect(errors.isEmpty)
        #expect(drafts.first?.text == original.text)
        #expect(drafts.first?.milestones == original.milestones)
        #expect(drafts.first?.goals == original.goals)
    }
}
