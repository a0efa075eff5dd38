import AllianceKit
import TestKit

/// Rows of the published vectors.
enum URLVectors {
    static func rows(_ name: String) throws -> [JSONValue] {
        try Fixtures.bytes("url/\(name)").split(separator: 0x0a).map { try JSONText.decode(Array($0)) }
    }

    /// A row's exact input.
    static func input(_ row: JSONValue) throws -> [UInt8] {
        if let hex = row["inputHex"]?.stringValue, let bytes = Hex.decode(hex) { return bytes }
        return Array((row["input"]?.stringValue ?? "").utf8)
    }
}
