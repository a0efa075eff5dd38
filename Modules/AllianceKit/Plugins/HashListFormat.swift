/// Reads a file format of known-hash lists; `hashing lists import --from` finds it through the registry.
public protocol HashListImporter: Importer where Item == HashEntry {
    /// Is told what is odd about a file without being an error of an entry: a column that is not known.
    var warn: (String) -> Void { get set }
}

/// Writes a file format of known-hash lists; `hashing lists export --to` finds it through the registry.
///
/// A store hands entries over one by one, so that an export of millions needs no memory.
public protocol HashListExporter: Exporter where Item == HashEntry {
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
