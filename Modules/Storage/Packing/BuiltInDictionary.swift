import AllianceKit

/// The dictionary a record type starts with, made of its examples: the same bytes in every build with the same examples.
enum BuiltInDictionary {
    static func bytes(of type: any StoredRecord.Type) throws -> [UInt8] {
        DictionaryTrainer.endToEnd(try bodies(type), size: PackingDictionary.limit)
    }

    private static func bodies<Record: StoredRecord>(_ type: Record.Type) throws -> [[UInt8]] {
        try Record.examples.map { BodyFolder.text(of: try JSONBytes.encode($0)) }
    }
}
