/// A type that can be read from one word of the command line.
public protocol ArgumentValue: Sendable {
    /// Reads a word; nil if it does not fit.
    init?(argument: String)
    /// The word again, as help shows a default.
    var argument: String { get }
    /// All words that fit, if they are few; empty otherwise.
    static var choices: [String] { get }
    /// What a word means, for messages: `a whole number`.
    static var valueDescription: String { get }
}

extension ArgumentValue {
    /// Open.
    public static var choices: [String] { [] }
}

extension String: ArgumentValue {
    /// Any word.
    public init?(argument: String) { self = argument }
    /// The word.
    public var argument: String { self }
    /// `text`
    public static var valueDescription: String { "text" }
}

extension Int: ArgumentValue {
    /// A whole number.
    public init?(argument: String) { self.init(argument) }
    /// Decimal digits.
    public var argument: String { String(self) }
    /// `a whole number`
    public static var valueDescription: String { "a whole number" }
}

extension Double: ArgumentValue {
    /// A finite number.
    public init?(argument: String) {
        guard let value = Double(argument), value.isFinite else { return nil }
        self = value
    }
    /// The shortest digits that give the number back.
    public var argument: String { String(self) }
    /// `a number`
    public static var valueDescription: String { "a number" }
}

extension ArgumentValue where Self: RawRepresentable & CaseIterable, RawValue == String {
    /// One of the cases.
    public init?(argument: String) { self.init(rawValue: argument) }
    /// The case's word.
    public var argument: String { rawValue }
    /// All cases.
    public static var choices: [String] { allCases.map(\.rawValue) }
    /// `one of a, b`
    public static var valueDescription: String { "one of " + choices.joined(separator: ", ") }
}
