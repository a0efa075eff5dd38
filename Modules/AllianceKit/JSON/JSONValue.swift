/// A JSON value (RFC 8259). Objects keep the order of their members.
public enum JSONValue: Sendable, Hashable {
    /// `null`
    case null
    /// `true` or `false`
    case bool(Bool)
    /// A number without fraction or exponent that fits 64 bits.
    case integer(Int64)
    /// Any other number.
    case number(Double)
    /// Text.
    case string(String)
    /// An ordered list.
    case array([JSONValue])
    /// Named members in order.
    case object(JSONObject)
}

/// The members of a JSON object, in order, each name once.
public struct JSONObject: Sendable, Hashable {
    /// Names and values in order.
    public private(set) var members: [(name: String, value: JSONValue)] = []

    /// Makes an empty object.
    public init() {}

    /// Makes an object of members in order; a later member of the same name replaces the earlier one.
    public init(_ members: [(String, JSONValue)]) {
        for (name, value) in members { self[name] = value }
    }

    /// The value of a member; setting nil removes it, setting a new name appends it.
    public subscript(name: String) -> JSONValue? {
        get { members.first { $0.name == name }?.value }
        set {
            let place = members.firstIndex { $0.name == name }
            switch (place, newValue) {
            case (let place?, let value?): members[place].value = value
            case (let place?, nil): members.remove(at: place)
            case (nil, let value?): members.append((name, value))
            case (nil, nil): break
            }
        }
    }

    /// Appends a member that is known to be new; for parsers, which check that themselves.
    mutating func append(unique name: String, _ value: JSONValue) { members.append((name, value)) }

    /// The names in order.
    public var names: [String] { members.map(\.name) }
    /// Whether there are no members.
    public var isEmpty: Bool { members.isEmpty }

    /// Equal members in the same order.
    public static func == (left: JSONObject, right: JSONObject) -> Bool {
        left.members.elementsEqual(right.members) { $0.name == $1.name && $0.value == $1.value }
    }

    /// Feeds names and values in order.
    public func hash(into hasher: inout Hasher) {
        for member in members {
            hasher.combine(member.name)
            hasher.combine(member.value)
        }
    }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
    /// `["name": "value", …]`, in order.
    public init(dictionaryLiteral elements: (String, JSONValue)...) { self.init(elements) }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral,
    ExpressibleByBooleanLiteral, ExpressibleByNilLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral,
    ExpressibleByStringInterpolation
{
    /// Text.
    public init(stringLiteral value: String) { self = .string(value) }
    /// A whole number.
    public init(integerLiteral value: Int64) { self = .integer(value) }
    /// A number.
    public init(floatLiteral value: Double) { self = .number(value) }
    /// A truth value.
    public init(booleanLiteral value: Bool) { self = .bool(value) }
    /// `null`.
    public init(nilLiteral: ()) { self = .null }
    /// A list.
    public init(arrayLiteral elements: JSONValue...) { self = .array(elements) }
    /// An object, in order.
    public init(dictionaryLiteral elements: (String, JSONValue)...) { self = .object(JSONObject(elements)) }
}

extension JSONValue {
    /// Text, or null for nil.
    public static func text(_ value: String?) -> JSONValue { value.map { .string($0) } ?? .null }
    /// What describes itself as text (identities, digests, times, codes), or null for nil.
    public static func text(_ value: (some CustomStringConvertible)?) -> JSONValue {
        value.map { .string($0.description) } ?? .null
    }
    /// A whole number, or null for nil.
    public static func int(_ value: (some BinaryInteger)?) -> JSONValue {
        guard let value else { return .null }
        return Int64(exactly: value).map { .integer($0) } ?? .number(Double(value))
    }
    /// A number, or null for nil; not a number and infinities become null.
    public static func double(_ value: Double?) -> JSONValue {
        guard let value, value.isFinite else { return .null }
        return .number(value)
    }

    /// The text, if it is text.
    public var stringValue: String? { if case .string(let value) = self { value } else { nil } }
    /// The whole number, if it is one.
    public var integerValue: Int64? { if case .integer(let value) = self { value } else { nil } }
    /// The number, whole or not.
    public var doubleValue: Double? {
        switch self {
        case .integer(let value): Double(value)
        case .number(let value): value
        default: nil
        }
    }
    /// The truth value, if it is one.
    public var boolValue: Bool? { if case .bool(let value) = self { value } else { nil } }
    /// The list, if it is one.
    public var arrayValue: [JSONValue]? { if case .array(let value) = self { value } else { nil } }
    /// The object, if it is one.
    public var objectValue: JSONObject? { if case .object(let value) = self { value } else { nil } }
    /// Whether it is `null`.
    public var isNull: Bool { self == .null }

    /// A member of an object, or nil.
    public subscript(name: String) -> JSONValue? { objectValue?[name] }
}
