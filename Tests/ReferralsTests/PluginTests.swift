import AllianceKit
import TestKit
import Testing

@testable import Referrals

/// The plugin fits together and logs only what it declares.
@Suite struct PluginTests {
    @Test func registers() throws {
        let registry = try Registry([TestPlugin.self, ReferralsPlugin.self])
        #expect(registry.indicators.map(\.id).contains("LE.referrals-sent"))
    }

    @Test func logsOnlyDeclaredKindsWithDeclaredFacts() async throws {
        let test = try TestWorkspace()
        let id = try await test.draft()
        #expect(await test.run(SealCommand.self, [id, "--out", test.folder.file("p")]).exitCode == .done)
        _ = try await test.send(id)
        #expect(await test.run(StatusCommand.self, [id, "--accepted", "1"]).exitCode == .done)
        #expect(await test.run(OutcomeCommand.self, [id, "--result", "victim-identified"]).exitCode == .done)
        #expect(await test.run(HoldCommand.self, [id, "--kind", "internal"]).exitCode == .done)
        let declared = Dictionary(
            uniqueKeysWithValues: (ReferralsPlugin.eventKinds + TestPlugin.eventKinds).map { ($0.name, $0.facts) })
        for entry in test.store.events {
            let facts = try #require(declared[entry.event.kind], "\(entry.event.kind)")
            for name in entry.event.facts.names { #expect(facts[name] != nil, "\(entry.event.kind) \(name)") }
        }
        let logged = Set(test.store.eventKinds)
        let undeclared = ReferralsPlugin.eventKinds.map(\.name).filter { !logged.contains($0) }
        #expect(undeclared == ["referrals.refused"], "the only kind this journey does not log")
    }

    @Test func indicatorsCountWhatIsLogged() {
        let kinds = Set(ReferralsPlugin.eventKinds.map(\.name))
        for indicator in ReferralsPlugin.indicators {
            #expect(indicator.measure.kinds.allSatisfy(kinds.contains), "\(indicator.id)")
            #expect(!indicator.caveat.isEmpty)
        }
    }
}
