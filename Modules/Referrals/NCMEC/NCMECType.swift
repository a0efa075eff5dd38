/// What a CyberTipline element may hold: one row of the schema's tables.
struct NCMECType: Sendable {
    /// Elements inside, in the order the schema demands.
    var children: [NCMECChild] = []
    /// Attributes.
    var attributes: [NCMECAttribute] = []
    /// The text, for elements of text.
    var text: NCMECValue?
    /// Exactly one of the children stands there.
    var isChoice = false
    /// The children stand in any order (`xs:all`).
    var isAll = false
}

/// An element inside another.
struct NCMECChild: Sendable {
    enum Count: Sendable {
        case one
        case optional
        case many
    }

    let name: String
    let count: Count
    /// A named type of the table, or a plain value.
    let holds: Holds
    /// The only schema version that has it, if it is not in all.
    let only: NCMECSchemaVersion?

    enum Holds: Sendable {
        case type(String)
        case value(NCMECValue)
    }

    static func one(_ name: String, _ value: NCMECValue) -> NCMECChild { make(name, .one, .value(value)) }
    static func optional(_ name: String, _ value: NCMECValue, only: NCMECSchemaVersion? = nil) -> NCMECChild {
        make(name, .optional, .value(value), only)
    }
    static func many(_ name: String, _ value: NCMECValue) -> NCMECChild { make(name, .many, .value(value)) }
    static func one(_ name: String, type: String) -> NCMECChild { make(name, .one, .type(type)) }
    static func optional(_ name: String, type: String) -> NCMECChild { make(name, .optional, .type(type)) }
    static func many(_ name: String, type: String) -> NCMECChild { make(name, .many, .type(type)) }

    private static func make(
        _ name: String, _ count: Count, _ holds: Holds, _ only: NCMECSchemaVersion? = nil
    ) -> NCMECChild {
        NCMECChild(name: name, count: count, holds: holds, only: only)
    }
}

/// An attribute.
struct NCMECAttribute: Sendable {
    let name: String
    let value: NCMECValue
    let required: Bool

    static func optional(_ name: String, _ value: NCMECValue) -> NCMECAttribute {
        NCMECAttribute(name: name, value: value, required: false)
    }
    static func required(_ name: String, _ value: NCMECValue) -> NCMECAttribute {
        NCMECAttribute(name: name, value: value, required: true)
    }
}

/// A plain value, with the limits of the schema and of the documentation.
enum NCMECValue: Sendable {
    /// Text of at most so many characters.
    case text(Int)
    /// Text without a known limit.
    case anyText
    /// Text that must not be blank.
    case filled(Int)
    /// One of these words.
    case word([String])
    /// `true` or `false`.
    case boolean
    /// A moment with a zone.
    case time
    /// A day.
    case day
    /// A whole number in a range.
    case integer(ClosedRange<Int64>)
    /// A decimal number.
    case decimal
    /// An element without content.
    case flag
    /// Two upper-case letters or a letter and a digit; `GB`, not `UK`.
    case country
    /// Two upper-case letters.
    case state
    /// IPv4 or IPv6.
    case address
    /// `+` and one to three digits.
    case callingCode
    /// Digits, at most so many.
    case digits(Int)
}
