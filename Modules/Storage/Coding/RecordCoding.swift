import AllianceKit

/// Records as bodies and back.
enum RecordCoding {
    /// The body: JSON with sorted keys.
    static func encode(_ record: some StoredRecord) throws -> [UInt8] { try BodyEncoder.encode(record) }

    /// The record of a body, brought forward from an older shape if need be.
    static func decode<Record: StoredRecord>(_ type: Record.Type, _ body: [UInt8], version: Int) throws -> Record {
        if version == Record.schemaVersion { return try BodyDecoder.decode(type, body) }
        guard version < Record.schemaVersion else {
            throw AllianceError(
                "store.record.newer",
                "a record of \(Record.table) was written by a newer version (shape \(version), known \(Record.schemaVersion))",
                hint: "update this program")
        }
        var value = try JSONText.decode(body)
        for step in max(1, version)..<Record.schemaVersion { value = try Record.upgrade(value, from: step) }
        return try JSONBytes.decode(type, from: JSONText.canonical(value))
    }
}
