import AllianceKit
import Commitments
import Testing

@Suite struct CatalogueTests {
    let catalogue: Catalogue

    init() throws { catalogue = try Catalogue.builtIn() }

    @Test func holdsTheFourTargetsAndTheirGoals() {
        #expect(Set(catalogue.targets.map(\.code)) == Set(PolicyTarget.allCases))
        #expect(catalogue.goals.count == 9)
        #expect(catalogue.actions.count == 45)
    }

    @Test func theNumbersOfTheTwoDocumentsDiffer() throws {
        let availability = try #require(catalogue.targets.first { $0.code == .availability })
        #expect(availability.numbers.map(\.number) == [2, 4])
    }

    @Test func everyActionServesAGoalOfItsTarget() throws {
        for action in catalogue.actions { #expect(catalogue.goal(action.goal)?.target == action.target) }
    }

    @Test func everyFactHasASource() {
        #expect(catalogue.goals.allSatisfy { !$0.source.isEmpty })
        #expect(catalogue.goals.filter(\.confidence.isUnverified).isEmpty == false)
    }
}
