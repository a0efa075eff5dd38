import AllianceKit
import Formats

/// Compares a document with the tables: order, cardinality, attributes, values and lengths, each fault with its element
/// path.
struct NCMECSchemaCheck {
    private let version: NCMECSchemaVersion
    private var problems: [Problem] = []

    /// The faults of a document whose root is a type of the tables.
    static func problems(of root: XMLElement, _ version: NCMECSchemaVersion) -> [Problem] {
        var check = NCMECSchemaCheck(version: version)
        guard let type = NCMECSchema.types[root.name], ["report", "fileDetails"].contains(root.name) else {
            return [
                Problem(.error, "ncmec.element.unknown", "/\(root.name)", "the root is neither report nor fileDetails")
            ]
        }
        check.visit(root, type, "/\(root.name)")
        return check.problems
    }

    private init(version: NCMECSchemaVersion) { self.version = version }

    private mutating func visit(_ element: XMLElement, _ type: NCMECType, _ path: String) {
        attributes(of: element, type, path)
        let children = element.children
        if let value = type.text {
            for child in children { unknown(child, path) }
            check(element.text, value, path)
            return
        }
        if !element.text.utf8.allSatisfy({ $0 == 0x20 || 0x9...0xd ~= $0 }) {
            problems.append(Problem(.error, "ncmec.text.unexpected", path, "text stands where only elements may"))
        }
        let known = type.children.filter { $0.only == nil || $0.only == version }
        order(of: children, known, type, path)
        var counts: [String: Int] = [:]
        let totals = children.reduce(into: [String: Int]()) { $0[$1.name, default: 0] += 1 }
        for child in children {
            counts[child.name, default: 0] += 1
            let number = totals[child.name] == 1 ? "" : "[\(counts[child.name] ?? 1)]"
            let inner = "\(path)/\(child.name)\(number)"
            guard let rule = known.first(where: { $0.name == child.name }) else {
                unknown(child, path)
                continue
            }
            switch rule.holds {
            case .type(let name): if let type = NCMECSchema.types[name] { visit(child, type, inner) }
            case .value(let value):
                attributes(of: child, NCMECType(), inner)
                for grandchild in child.children { unknown(grandchild, inner) }
                check(child.text, value, inner)
            }
        }
    }

    private mutating func order(of children: [XMLElement], _ known: [NCMECChild], _ type: NCMECType, _ path: String) {
        if type.isChoice, children.count != 1 {
            problems.append(
                Problem(.error, "ncmec.element.choice", path, "\(children.count) elements stand where exactly one must")
            )
        }
        if children.contains(where: { $0.name == "potentialMeme" && !type.isAll }),
            children.contains(where: { $0.name == "fileAnnotations" })
        {
            problems.append(
                Problem(
                    .error, "ncmec.element.choice", "\(path)/potentialMeme",
                    "potentialMeme and fileAnnotations exclude each other"))
        }
        var reached = 0
        for child in children {
            guard let place = known.firstIndex(where: { $0.name == child.name }) else { continue }
            if place < reached, !type.isAll, !type.isChoice {
                problems.append(
                    Problem(
                        .error, "ncmec.element.order", "\(path)/\(child.name)",
                        "\(child.name) stands after \(known[reached].name); the schema wants it before"))
            }
            reached = max(reached, place)
        }
        for rule in known {
            let count = children.count { $0.name == rule.name }
            if count == 0, rule.count == .one {
                problems.append(
                    Problem(.error, "ncmec.element.missing", "\(path)/\(rule.name)", "\(rule.name) is missing"))
            } else if count > 1, rule.count != .many {
                problems.append(
                    Problem(
                        .error, "ncmec.element.repeated", "\(path)/\(rule.name)",
                        "\(rule.name) stands \(count) times; once is the most"))
            }
        }
    }

    private mutating func attributes(of element: XMLElement, _ type: NCMECType, _ path: String) {
        for attribute in element.attributes {
            guard let rule = type.attributes.first(where: { $0.name == attribute.name }) else {
                problems.append(
                    Problem(
                        .error, "ncmec.attribute.unknown", "\(path)/@\(attribute.name)",
                        "\(element.name) has no attribute \(attribute.name)"))
                continue
            }
            check(attribute.value, rule.value, "\(path)/@\(attribute.name)")
        }
        for rule in type.attributes where rule.required && element.attribute(rule.name) == nil {
            problems.append(
                Problem(.error, "ncmec.attribute.missing", "\(path)/@\(rule.name)", "\(rule.name) is missing"))
        }
    }

    private mutating func unknown(_ element: XMLElement, _ path: String) {
        problems.append(
            Problem(
                .error, "ncmec.element.unknown", "\(path)/\(element.name)",
                "the schema \(version.rawValue) has no element \(element.name) here"))
    }

    private mutating func check(_ text: String, _ value: NCMECValue, _ path: String) {
        if let problem = value.problem(of: text) {
            problems.append(Problem(.error, problem.code, path, problem.message, hint: problem.hint))
        }
    }
}
