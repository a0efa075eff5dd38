import Formats
import TestKit

/// The element order of the reference's tables, read from a file of its own and not from the module's tables.
struct OrderTable {
    private struct Rule {
        var name: String
        var count: Character?
        var only: String?
    }

    private var rules: [String: [Rule]] = [:]
    private var version: String

    /// Names under which a type's elements stand.
    private static let aliases = [
        "reportingPerson": "person", "personOrUserReportedPerson": "person", "intendedRecipientPerson": "person",
        "victimPerson": "person", "contactPerson": "contactPerson", "officerContact": "contactPerson",
        "incidentAddress": "address",
    ]

    init(version: String) throws {
        self.version = version
        for row in try Fixtures.table("referrals/element-order.tsv") {
            guard let type = row["type"], let children = row["children"] else { continue }
            rules[type] = children.split(separator: " ").map { word in
                let halves = word.split(separator: "@")
                var name = String(halves[0])
                let count: Character? = name.last.flatMap { "?*".contains($0) ? $0 : nil }
                if count != nil { name.removeLast() }
                return Rule(name: name, count: count, only: halves.count > 1 ? String(halves[1]) : nil)
            }
        }
    }

    /// Everything in a document that is not as the tables say; `assigned` are elements that NCMEC fills in later.
    func faults(in element: XMLElement, path: String = "", unassigned: Set<String> = []) -> [String] {
        let here = "\(path)/\(element.name)"
        guard !element.children.isEmpty else { return [] }
        guard let known = rules[Self.aliases[element.name] ?? element.name] else { return ["\(here): no such type"] }
        var faults: [String] = []
        var reached = 0
        for child in element.children {
            guard let place = known.firstIndex(where: { $0.name == child.name }) else {
                faults.append("\(here): unknown \(child.name)")
                continue
            }
            if place < reached { faults.append("\(here): \(child.name) after \(known[reached].name)") }
            if let only = known[place].only, only != version { faults.append("\(here): \(child.name) is of \(only)") }
            reached = max(reached, place)
            faults += self.faults(in: child, path: here)
        }
        for rule in known {
            let count = element.children.count { $0.name == rule.name }
            if rule.count == nil, count != 1, !unassigned.contains(rule.name) {
                faults.append("\(here): \(count) of \(rule.name)")
            }
            if rule.count == "?", count > 1 { faults.append("\(here): \(count) of \(rule.name)") }
        }
        if element.name == "internetDetails", element.children.count != 1 { faults.append("\(here): not a choice") }
        return faults
    }
}
