import AllianceKit
import TestKit
import Testing

@testable import alliance

/// Events are declared where they are logged: the ledger keeps them for ever, and indicators count them by name.
struct EventTests {
    @Test func everyKindThatIsLoggedIsDeclared() throws {
        let declared = Set(Plugins.all.flatMap { $0.eventKinds.map(\.name) })
        for path in try SourceFiles.under("Modules") + SourceFiles.under("Tools/alliance") {
            guard !path.hasPrefix("Modules/AllianceKit") || path.contains("Approvals") else { continue }
            for kind in Self.kinds(in: try SourceFiles.text(path)) {
                #expect(declared.contains(kind), "\(path) logs \"\(kind)\", which no plugin declares")
            }
        }
    }

    /// The literals of `Event("kind", …`, also when the kind stands on the next line.
    static func kinds(in text: String) -> [String] {
        var kinds: [String] = []
        var rest = text[...]
        while let start = rest.firstRange(of: "Event(") {
            let before = start.lowerBound > rest.startIndex ? rest[rest.index(before: start.lowerBound)] : " "
            rest = rest[start.upperBound...]
            guard !before.isLetter else { continue }
            let literal = rest.drop { $0.isWhitespace }
            guard literal.first == "\"" else { continue }
            kinds.append(String(literal.dropFirst().prefix { $0 != "\"" }))
        }
        return kinds
    }

    @Test func theFinderFindsThem() {
        #expect(Self.kinds(in: "Event(\"a.b\", id) LedgerEvent(\"x\") Event(\n    \"c.d\",") == ["a.b", "c.d"])
    }
}
