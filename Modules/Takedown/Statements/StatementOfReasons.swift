public import AllianceKit

/// A statement of reasons (Digital Services Act, Article 17) as the Transparency Database takes it.
public struct StatementOfReasons: Sendable, Hashable {
    /// Its attributes by the database's names, in the database's order; what does not apply is left out.
    public let fields: JSONObject

    /// Takes attributes as they were given: what is null, empty or does not apply is left out, lists are sorted and hold each code
    /// once, and the main category is no additional one, all as the database does.
    public init(_ given: JSONObject) {
        var fields = JSONObject()
        for field in StatementField.all {
            guard let value = given[field.name], !Self.isNothing(value), Self.applies(field, given) else { continue }
            fields[field.name] = Self.tidy(field, value, given)
        }
        if fields["category_addition"]?.arrayValue?.isEmpty == true { fields["category_addition"] = nil }
        // Names that the database does not know stay, so that `problems` can name them.
        for (name, value) in given.members where !StatementField.all.contains(where: { $0.name == name }) {
            fields[name] = value
        }
        self.fields = fields
    }

    /// The platform's own identifier, unique for ever.
    public var puid: String { fields["puid"]?.stringValue ?? "" }

    /// What is wrong with it, one sentence a fault, each beginning with the attribute; empty when it may leave.
    public var problems: [String] {
        var problems: [String] = []
        for field in StatementField.all {
            if let value = fields[field.name] {
                if let problem = field.problem(value) { problems.append("\(field.name): \(problem)") }
            } else if Self.isRequired(field, fields) {
                problems.append("\(field.name): it is required\(field.condition)")
            }
        }
        if StatementField.decisions.allSatisfy({ fields[$0] == nil }) {
            problems.append(
                "decision_visibility: one of \(StatementField.decisions.joined(separator: ", ")) is required")
        }
        for name in fields.names where !StatementField.all.contains(where: { $0.name == name }) {
            problems.append("\(name): there is no such attribute")
        }
        for field in StatementField.all {
            guard case .text = field.kind, let text = fields[field.name]?.stringValue else { continue }
            if let problem = StatementPrivacy.problem(in: text) { problems.append("\(field.name): \(problem)") }
        }
        return problems
    }

    private static func isNothing(_ value: JSONValue) -> Bool {
        value.isNull || value.stringValue?.isEmpty == true || value.arrayValue?.isEmpty == true
    }

    private static func holds(_ fields: JSONObject, _ name: String, _ code: String) -> Bool {
        fields[name]?.stringValue == code || fields[name]?.arrayValue?.contains(.string(code)) == true
    }

    private static func applies(_ field: StatementField, _ fields: JSONObject) -> Bool {
        switch field.need {
        case .required, .optional: true
        case .iff(let name, let code), .onlyIf(let name, let code): holds(fields, name, code)
        case .unless(let name, let code): !holds(fields, name, code)
        }
    }

    private static func isRequired(_ field: StatementField, _ fields: JSONObject) -> Bool {
        switch field.need {
        case .required: true
        case .iff(let name, let code): holds(fields, name, code)
        case .optional, .onlyIf, .unless: false
        }
    }

    private static func tidy(_ field: StatementField, _ value: JSONValue, _ fields: JSONObject) -> JSONValue {
        guard case .choices = field.kind, let list = value.arrayValue else { return value }
        let words = list.compactMap(\.stringValue)
        guard words.count == list.count else { return value }
        let main = field.name == "category_addition" ? fields["category"]?.stringValue : nil
        return .array(Set(words).subtracting(main.map { [$0] } ?? []).sorted().map { .string($0) })
    }
}

extension StatementField {
    /// When it is required, for a sentence; empty when always.
    var condition: String {
        if case .iff(let name, let code) = need { " when \(name) is \(code)" } else { "" }
    }

    /// What is wrong with a value, or nil.
    func problem(_ value: JSONValue) -> String? {
        switch kind {
        case .choice:
            return codes.contains(value.stringValue ?? "") ? nil : notACode(value.stringValue)
        case .choices:
            guard let list = value.arrayValue else { return "it must be a list" }
            let wrong = list.first { !codes.contains($0.stringValue ?? "") }
            return wrong.flatMap { notACode($0.stringValue) }
        case .text(let limit): return tooLong(value.stringValue, limit)
        case .url(let limit):
            guard let text = value.stringValue, (try? WebURL(parsing: text)) != nil else {
                return "it is no web address"
            }
            return tooLong(text, limit)
        case .date(let first, let last):
            guard let text = value.stringValue, CalendarDate(text) != nil else { return "it must be YYYY-MM-DD" }
            return first...last ~= text ? nil : "it must lie between \(first) and \(last)"
        case .product:
            let digits = value["EAN-13"]?.stringValue ?? ""
            let isCode = digits.utf8.count == 13 && digits.utf8.allSatisfy { 48...57 ~= $0 }
            return isCode && value.objectValue?.names == ["EAN-13"] ? nil : "it may only hold EAN-13 with 13 digits"
        case .token(let limit):
            let text = value.stringValue ?? ""
            let fits = text.utf8.allSatisfy {
                48...57 ~= $0 || 65...90 ~= $0 || 97...122 ~= $0 || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_")
            }
            return fits && !text.isEmpty ? tooLong(text, limit) : "it may only hold letters, digits, - and _"
        }
    }

    private var codes: [String] { StatementCodes.builtin[Self.sharedLists[name] ?? name] }

    private func notACode(_ word: String?) -> String {
        guard codes.count <= 16 else { return "\(word ?? "this") is not one of the database's \(codes.count) codes" }
        return "\(word ?? "this") is not one of \(codes.joined(separator: ", "))"
    }

    private func tooLong(_ text: String?, _ limit: Int) -> String? {
        guard let text else { return "it must be text" }
        let count = text.unicodeScalars.count
        return count > limit ? "it has \(count) characters; the most is \(limit)" : nil
    }
}
