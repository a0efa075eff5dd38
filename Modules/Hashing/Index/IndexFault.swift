import AllianceKit

/// What can be wrong with an index file.
enum IndexFault {
    /// There is none.
    static func missing(_ path: String) -> AllianceError {
        AllianceError(
            "hashing.index.missing", "there is no index here", at: SourcePlace(file: path),
            hint: "make one with: alliance hashing index build")
    }

    /// It is no index, or not a whole one.
    static func damaged(_ path: String, _ reason: String) -> AllianceError {
        AllianceError(
            "hashing.index.damaged", reason, at: SourcePlace(file: path),
            hint: "build it anew with: alliance hashing index build")
    }

    /// Somebody wrote into it while it was in use.
    static func changed(_ path: String) -> AllianceError {
        AllianceError(
            "hashing.index.changed", "the index was written to while it was in use", at: SourcePlace(file: path),
            hint: "replace an index by moving the new one to its name, never by copying over it")
    }

    /// Another version of the program made it.
    static func version(_ path: String, _ number: UInt32) -> AllianceError {
        AllianceError(
            "hashing.index.version", "the index has format \(number); this program reads format \(IndexFile.version)",
            at: SourcePlace(file: path), hint: "build it anew with: alliance hashing index build")
    }
}
