/// Reads a file format of known-hash lists; `hashing lists import --from` finds it through the registry.
public protocol HashListImporter: Importer where Item == HashEntry {
    /// What lists in this format are about, unless the user says otherwise; `bad` for most.
    static var kind: HashListKind { get }
    /// The same of a file that starts with these bytes, for formats that can say it.
    static func kind(of start: [UInt8]) -> HashListKind
    /// Whether a file that starts with these bytes (its first few thousand) is in this format by its content; false where it cannot be
    /// told. Asked in the order of the registry, so that a format with a narrow sign comes before one with a wide one.
    static func recognizes(_ start: [UInt8]) -> Bool
    /// Is told what is odd about a file without being an error of an entry: a column that is not known.
    var warn: (String) -> Void { get set }
}

extension HashListImporter {
    /// Material that is to be found.
    public static var kind: HashListKind { .bad }
    /// As all lists in this format.
    public static func kind(of start: [UInt8]) -> HashListKind { kind }
    /// Cannot be told.
    public static func recognizes(_ start: [UInt8]) -> Bool { false }
}

/// Writes a file format of known-hash lists; `hashing lists export --to` finds it through the registry.
///
/// A store hands entries over one by one, so that an export of millions needs no memory.
public protocol HashListExporter: Exporter where Item == HashEntry {
    /// What of an entry has a place in the format, after `plan`.
    var capacity: HashListCapacity { get }
    /// Is told what the list holds before anything is written.
    mutating func plan(_ outline: HashListOutline)
    /// Why an entry has no place, in words that go on after "with": because it would mean something else to the reader. nil for most.
    func refusal(of entry: HashEntry) -> String?
    /// What stands before the first entry.
    func begin() throws -> [UInt8]
    /// One entry.
    func bytes(of entry: HashEntry) throws -> [UInt8]
    /// What stands after the last entry.
    func end() throws -> [UInt8]
}

extension HashListExporter {
    /// Writes all entries.
    public func write(to output: inout some ByteSink, next: () throws -> HashEntry?) throws {
        try output.write(begin())
        while let entry = try next() { try output.write(bytes(of: entry)) }
        try output.write(end())
    }
}
