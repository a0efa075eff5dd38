public import CommandLineKit

/// A code with the table it is from: `iccam-age:3`.
public struct CodeLabel: Sendable, Hashable, CustomStringConvertible, ArgumentValue {
    /// The table.
    public var scheme: String
    /// The code.
    public var code: String

    /// Makes one.
    public init(_ scheme: String, _ code: String) {
        self.scheme = scheme
        self.code = code
    }

    /// Reads `scheme:code`.
    public init?(argument text: String) {
        let parts = text.split(separator: ":", maxSplits: 1).map(String.init)
        guard parts.count == 2, !parts[0].isEmpty, !parts[1].isEmpty else { return nil }
        self.init(parts[0], parts[1])
    }

    /// The same, as help shows it.
    public var argument: String { description }
    /// `TABLE:CODE`
    public static let valueDescription = "a table and a code, as age-band:infant"

    /// `scheme:code`
    public var description: String { "\(scheme):\(code)" }
}

extension CodeLabel: Codable {
    /// Reads the text form.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        guard let label = CodeLabel(argument: try container.decode(String.self)) else {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: "not scheme:code")
        }
        self = label
    }

    /// Writes the text form.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
