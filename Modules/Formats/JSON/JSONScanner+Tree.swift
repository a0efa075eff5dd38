public import AllianceKit

/// Small values as trees.
extension JSONScanner {
    /// The whole value whose first token was just read, for records that are small. Throws `json.record.too-large` when it has more than
    /// `limit` values in it. The first of several members of one name counts, and `takeFault` tells of it.
    public mutating func tree(_ token: Token, _ input: inout InputFile, limit: Int = 10_000) throws -> JSONValue {
        var left = limit
        return try tree(token, &input, &left)
    }

    private mutating func tree(_ token: Token, _ input: inout InputFile, _ left: inout Int) throws -> JSONValue {
        left -= 1
        guard left > 0 else {
            throw AllianceError("json.record.too-large", "a record of too many values", at: currentPlace)
        }
        switch token {
        case .string: return .string(text)
        case .yes: return .bool(true)
        case .no: return .bool(false)
        case .null: return .null
        case .number: return integer.map { .integer($0) } ?? .number(Double(text) ?? 0)
        case .arrayStart:
            var items: [JSONValue] = []
            while true {
                let next = try next(&input)
                if next == .arrayEnd { return .array(items) }
                items.append(try tree(next, &input, &left))
            }
        case .objectStart:
            var object = JSONObject()
            while try next(&input) == .name {
                let name = text
                let start = tokenStart
                let value = try tree(try next(&input), &input, &left)
                if object[name] == nil { object[name] = value } else { note("a name that stands twice", at: start) }
            }
            return .object(object)
        case .objectEnd, .arrayEnd, .name, .end: throw syntax("no value where one is expected")
        }
    }
}
