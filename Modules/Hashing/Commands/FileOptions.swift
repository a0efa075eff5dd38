import AllianceKit
import CommandLineKit
import Glibc

/// The files a command hashes, and how many at a time.
struct FileOptions: ArgumentGroup {
    @Flag("Hash all files in folders and the folders below.") var recursive: Bool
    @Option(
        "Files hashed at the same time, one for each processor unless given; the output keeps the order of the input.",
        placeholder: "N")
    var jobs: Int?

    /// Checks the number of jobs.
    func validate() throws {
        if let jobs, !(1...256 ~= jobs) { throw UsageError("--jobs must be 1 to 256") }
    }

    /// Jobs as asked for, else one for each processor.
    var limit: Int { jobs ?? Self.processors }

    /// How many processors there are.
    static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }
}

/// What became of one file.
struct HashedPath: Sendable {
    /// The path as given or found.
    let path: String
    /// The hashes, unless the file could not be read.
    let result: Result<FileHashes, AllianceError>

    /// Reads and hashes a file.
    static func read(_ path: String, _ hasher: FileHasher) -> HashedPath {
        let result: Result<FileHashes, AllianceError>
        do {
            var file = try InputFile(path: path)
            result = .success(try hasher.hash(&file))
        } catch {
            let known = error as? AllianceError ?? AllianceError("file.read", "cannot read \(path): \(error)")
            result = .failure(known)
        }
        return HashedPath(path: path, result: result)
    }

    /// What is to be said of the file: that it could not be read, or that it is no good picture.
    var error: AllianceError? {
        switch result {
        case .success(let hashes): hashes.pictureError
        case .failure(let error): error
        }
    }

    /// The documented members.
    var json: JSONObject {
        var object: JSONObject = ["path": .string(path)]
        if case .success(let hashes) = result {
            object.merge(hashes.json)
            object["hashes"] = hashes.video.map { .array($0.frames.map { .string($0.text) }) }
            object["unmatched"] = hashes.pdq?.weakness?.json
        }
        if let error { object["error"] = error.json }
        return object
    }
}
