import AllianceKit

/// What an input line of a filter asks for.
enum FilterRecord {
    /// The hashes of a record: of the file it names, or those it gives. Throws when there is nothing usable in it.
    static func hashes(_ record: JSONObject, _ hasher: FileHasher) throws -> FileHashes {
        if let path = record["path"] {
            guard let text = path.stringValue, !text.isEmpty, text != "-" else {
                throw AllianceError("filter.path", "path must be the name of a file")
            }
            var file = try InputFile(path: text, regularOnly: true)
            return try hasher.hash(&file)
        }
        var hashes = FileHashes()
        for algorithm in DigestAlgorithm.allCases {
            guard let value = record[algorithm.rawValue] else { continue }
            guard let text = value.stringValue, let digest = Digest(algorithm, hex: text) else {
                throw AllianceError(
                    "filter.hash", "\(algorithm.rawValue) must be \(algorithm.byteCount * 2) hexadecimal digits")
            }
            hashes.digests.append(digest)
        }
        if let value = record["pdq"] {
            guard let text = value.stringValue, let hash = Hash256(hex: text) else {
                throw AllianceError("filter.hash", "pdq must be 64 hexadecimal digits")
            }
            // A bare hash is taken at its word; with a quality it is judged by it. Without a profile it is of the default one.
            let quality = record["pdqQuality"]?.integerValue ?? 100
            guard 0...100 ~= quality else { throw AllianceError("filter.quality", "pdqQuality must be 0 to 100") }
            var profile = PDQProfile.full
            if let value = record["pdqProfile"] {
                guard let known = value.stringValue.flatMap(PDQProfile.init(rawValue:)) else {
                    throw AllianceError("filter.profile", "pdqProfile must be full, ref512 or fast")
                }
                profile = known
            }
            hashes.pdq = PDQHash(hash: hash, quality: Int(quality), profile: profile)
            hashes.dihedral = try dihedral(record, hash, Int(quality), profile)
        }
        guard hashes.pdq != nil || !hashes.digests.isEmpty else {
            throw AllianceError("filter.nothing", "the record names neither a path nor a hash")
        }
        return hashes
    }

    /// The hashes of all orientations, as `compute --dihedral` prints them: of one hash the others cannot be known.
    private static func dihedral(
        _ record: JSONObject, _ hash: Hash256, _ quality: Int, _ profile: PDQProfile
    ) throws -> PDQDihedral? {
        guard let given = record["dihedral"] else { return nil }
        let hashes = PDQOrientation.allCases.compactMap { orientation in
            given[orientation.rawValue]?.stringValue.flatMap { Hash256(hex: $0) }
        }
        guard hashes.count == PDQOrientation.allCases.count, hashes[0] == hash else {
            throw AllianceError("filter.hash", "dihedral must have a hash for each orientation, the original's in pdq")
        }
        return PDQDihedral(hashes: hashes, quality: quality, profile: profile)
    }
}
