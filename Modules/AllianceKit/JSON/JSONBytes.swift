import FoundationEssentials

/// Codable values as JSON bytes in one stable form: sorted keys, no escaped slashes.
public enum JSONBytes {
    /// Encodes with sorted keys.
    public static func encode(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return Array(try encoder.encode(value))
    }

    /// Decodes; the error names the element's path.
    public static func decode<Value: Decodable>(
        _ type: Value.Type, from bytes: [UInt8], at place: SourcePlace? = nil
    ) throws -> Value {
        do {
            return try JSONDecoder().decode(type, from: Data(bytes))
        } catch let error as DecodingError {
            throw AllianceError("json.shape", Self.message(error), at: place)
        }
    }

    /// Names the member, and for numbers what is expected of them.
    private static func message(_ error: DecodingError) -> String {
        func path(_ context: DecodingError.Context) -> String {
            let text = context.codingPath.map { $0.intValue.map { "[\($0)]" } ?? ".\($0.stringValue)" }.joined()
            return text.isEmpty ? "the document" : String(text.drop { $0 == "." })
        }
        switch error {
        case .keyNotFound(let key, let context): return "\(path(context)) lacks \"\(key.stringValue)\""
        case .typeMismatch(let type, let context): return "\(path(context)) \(expected(type) ?? "has the wrong type")"
        case .valueNotFound(_, let context): return "\(path(context)) is null"
        case .dataCorrupted(let context):
            // A number that does not fit comes without its place on some versions; the type's name is in the text.
            if context.debugDescription.contains("Parsed JSON number") || context.debugDescription.contains("fit in") {
                return "\(path(context)) must be a whole number within bounds"
            }
            return "\(path(context)): \(context.debugDescription)"
        @unknown default: return "the document cannot be read"
        }
    }

    private static func expected(_ type: any Any.Type) -> String? {
        if type is any FixedWidthInteger.Type { return "must be a whole number" }
        if type is any BinaryFloatingPoint.Type { return "must be a number" }
        if type == Bool.self { return "must be true or false" }
        return type == String.self ? "must be a text" : nil
    }
}
