import AllianceKit
import TestKit
import Testing

@testable import Takedown

/// What decides whether material is illegal needs two analysts who come to the same.
struct TwoAnalystsTests {
    private let confirmed = ["HL-1", "--outcome", "confirmed", "--classification", "A1"]

    @Test func theSecondAnalystWhoAgreesMakesItStand() async throws {
        let hotline = try Hotline(oneAnalyst: false)
        try await hotline.open()
        await hotline.run(AssessCommand.self, confirmed + ["--label", "age-band:infant", "--note", "mine"])
        #expect(try hotline.record().state == .assessing)
        #expect(try hotline.record().timer?.step == .secondOpinion)
        await hotline.run(AssessCommand.self, confirmed)
        #expect(try hotline.record().state == .assessing, "the same analyst twice is one analyst")
        await hotline.run(AssessCommand.self, confirmed + ["--label", "origin:unknown"], as: "analyst-2")
        let record = try hotline.record()
        #expect(record.state == .confirmed && record.opinions.isEmpty)
        #expect(record.assessment?.analyst == "analyst-2" && record.assessment?.second == "analyst-1")
        let kinds = hotline.store.events.map(\.event.kind)
        #expect(kinds.count { $0 == "takedown.case.opinion" } == 2)
        #expect(kinds.count { $0 == "takedown.case.assessed" } == 1)
    }

    @Test func labelsOfBothAnalystsAreKept() async throws {
        let hotline = try Hotline(oneAnalyst: false)
        try await hotline.open()
        await hotline.run(AssessCommand.self, confirmed + ["--label", "age-band:infant"])
        await hotline.run(
            AssessCommand.self, confirmed + ["--label", "origin:self-generated-coerced"], as: "analyst-2")
        let labels = try #require(try hotline.record().assessment).labels.map(\.description)
        #expect(labels == ["origin:self-generated-coerced", "age-band:infant"])
        let described = try #require(
            hotline.store.events.map(\.event).first { $0.kind == "takedown.material.described" })
        #expect(described.facts["selfGenerated"] == "yes" && described.facts["ageBand"] == "infant")
    }

    @Test func analystsWhoDisagreeWaitForAThird() async throws {
        let hotline = try Hotline(oneAnalyst: false)
        try await hotline.open()
        await hotline.run(AssessCommand.self, confirmed)
        await hotline.run(AssessCommand.self, ["HL-1", "--outcome", "not-illegal"], as: "analyst-2")
        #expect(try hotline.record().state == .assessing && hotline.record().opinions.count == 2)
        await hotline.run(AssessCommand.self, ["HL-1", "--outcome", "not-illegal"], as: "analyst-3")
        #expect(try hotline.record().state == .closedNotIllegal)
    }

    @Test func whatIsNotThereNeedsOneAnalystOnly() async throws {
        let hotline = try Hotline(oneAnalyst: false)
        try await hotline.open()
        await hotline.run(AssessCommand.self, ["HL-1", "--outcome", "not-found"])
        #expect(try hotline.record().state == .closedNotFound)
    }

    @Test(arguments: ["age-band:adult", "no-such:1", "age-band"]) func codesThatNoTableHasAreRefused(label: String)
        async throws
    {
        let hotline = try Hotline()
        try await hotline.open()
        let run = await hotline.run(AssessCommand.self, confirmed + ["--label", label])
        #expect(run.exitCode == .usage)
        #expect(try hotline.record().state == .received)
    }
}
