public import CommandLineKit

// What commands take as options and arguments, read once here so that every command refuses the same mistakes.

extension EntityID: ArgumentValue {
    /// `case_01k9v3c8m4…`
    public init?(argument: String) { self.init(argument) }
    /// The whole text.
    public var argument: String { text }
    /// `an identity (PREFIX_NAME)`
    public static var valueDescription: String { "an identity (PREFIX_NAME)" }
}

extension Instant: ArgumentValue {
    /// RFC 3339 with a zone.
    public init?(argument: String) { self.init(argument) }
    /// RFC 3339 in UTC.
    public var argument: String { description }
    /// `a time (2026-11-23T09:00:00Z)`
    public static var valueDescription: String { "a time (2026-11-23T09:00:00Z)" }
}

extension CalendarDate: ArgumentValue {
    /// `2026-11-23`
    public init?(argument: String) { self.init(argument) }
    /// ISO 8601.
    public var argument: String { description }
    /// `a date (2026-11-23)`
    public static var valueDescription: String { "a date (2026-11-23)" }
}

extension CountryCode: ArgumentValue {
    /// Two letters of either case.
    public init?(argument: String) { self.init(argument) }
    /// The two letters.
    public var argument: String { code }
    /// `a country code of two letters`
    public static var valueDescription: String { "a country code of two letters" }
}

extension Digest: ArgumentValue {
    /// `sha256:9f86…`
    public init?(argument: String) { self.init(argument) }
    /// `sha256:9f86…`
    public var argument: String { description }
    /// `a digest (sha256:HEX)`
    public static var valueDescription: String { "a digest (sha256:HEX)" }
}

extension Hash256: ArgumentValue {
    /// 64 hexadecimal digits.
    public init?(argument: String) { self.init(hex: argument) }
    /// 64 lower-case hexadecimal digits.
    public var argument: String { hex }
    /// `a hash of 64 hexadecimal digits`
    public static var valueDescription: String { "a hash of 64 hexadecimal digits" }
}

extension DigestAlgorithm: ArgumentValue {}
extension PolicyTarget: ArgumentValue {}
extension Delivery.State: ArgumentValue {}
