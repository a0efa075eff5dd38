/// Turns records into bytes, piece by piece.
protocol RecordRenderer: AnyObject {
    /// What stands before the first record.
    func begin() -> [UInt8]
    /// One record, or nothing yet.
    func render(_ record: JSONObject) -> [UInt8]
    /// What stands after the last record.
    func end() -> [UInt8]
}

/// Picks the renderer of a format.
func makeRenderer(_ format: OutputFormat, shape: OutputShape, width: Int) -> any RecordRenderer {
    switch format {
    case .json: JSONRenderer(shape)
    case .ndjson: NDJSONRenderer()
    case .csv: CSVRenderer(shape)
    case .table: shape.kind == .record ? RecordTableRenderer(shape, width: width) : TableRenderer(shape, width: width)
    }
}

/// One JSON array, an object a line; for a single record, that object.
private final class JSONRenderer: RecordRenderer {
    private let single: Bool
    private var count = 0

    init(_ shape: OutputShape) { single = shape.kind == .record }

    func begin() -> [UInt8] { single ? [] : Array("[".utf8) }
    func render(_ record: JSONObject) -> [UInt8] {
        defer { count += 1 }
        let start = single ? "" : count == 0 ? "\n" : ",\n"
        return Array((start + JSONText.encode(.object(record))).utf8)
    }
    func end() -> [UInt8] { Array((single ? "\n" : count == 0 ? "]\n" : "\n]\n").utf8) }
}

/// One JSON object a line.
private final class NDJSONRenderer: RecordRenderer {
    func begin() -> [UInt8] { [] }
    func render(_ record: JSONObject) -> [UInt8] { Array((JSONText.encode(.object(record)) + "\n").utf8) }
    func end() -> [UInt8] { [] }
}

/// RFC 4180 with LF line ends and a heading of the declared fields, objects and lists as JSON.
private final class CSVRenderer: RecordRenderer {
    private let keys: [String]

    init(_ shape: OutputShape) { keys = shape.fields.map(\.key) }

    func begin() -> [UInt8] { Array((keys.joined(separator: ",") + "\n").utf8) }
    func render(_ record: JSONObject) -> [UInt8] {
        let cells = keys.map { key -> String in
            switch record[key] {
            case nil, .null?: return ""
            case .string(let text)?: return Self.quoted(text)
            case let value?: return Self.quoted(JSONText.encode(value))
            }
        }
        return Array((cells.joined(separator: ",") + "\n").utf8)
    }
    func end() -> [UInt8] { [] }

    private static func quoted(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 0x22 || $0 == 0x2c || $0 == 0x0a || $0 == 0x0d }) else { return text }
        return "\"" + text.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}
