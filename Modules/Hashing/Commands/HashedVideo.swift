import AllianceKit
import Glibc
import Imaging

/// What became of one video.
struct HashedVideo: Sendable {
    /// The path as given or found.
    let path: String
    /// The hashes, unless the file could not be read.
    let result: Result<FileHashes, AllianceError>

    /// Reads and hashes a video; `-` is standard input.
    static func read(_ path: String, _ hasher: VideoHasher) -> HashedVideo {
        do {
            if path == "-" { return HashedVideo(path: path, result: .success(try hasher.hash(0))) }
            let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { throw Files.failure("file.open", "cannot be opened", errno, at: path) }
            defer { close(descriptor) }
            guard !Files.isFolder(path) else { throw AllianceError("file.directory", "a folder, not a file") }
            return HashedVideo(path: path, result: .success(try hasher.hash(descriptor)))
        } catch {
            let known = error as? AllianceError ?? AllianceError("file.read", "cannot be read: \(error)")
            return HashedVideo(path: path, result: .failure(known))
        }
    }

    /// What is to be said of it.
    var error: AllianceError? {
        switch result {
        case .success(let hashes): hashes.pictureError
        case .failure(let error): error
        }
    }

    /// The documented members.
    func json(_ options: VideoHashOptions) -> JSONObject {
        var object: JSONObject = ["path": .string(path)]
        if case .success(let hashes) = result {
            object.merge(hashes.json)
            if let video = hashes.video {
                object["frames"] = .int(video.frames.count)
                object["selection"] = .string(options.selection.argument)
                object["hashes"] = .array(video.frames.map { .string($0.text) })
            }
        }
        if let error { object["error"] = error.json }
        return object
    }
}
