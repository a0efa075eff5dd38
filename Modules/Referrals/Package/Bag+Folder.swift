import AllianceKit
import Glibc

extension Bag {
    /// Writes the package as a folder: first under a temporary name, every file and folder synced, then renamed. After
    /// a crash there is either the whole package or none. Refuses a name that is taken.
    public func write(toFolder folder: String) throws {
        let target = folder.count > 1 && folder.hasSuffix("/") ? String(folder.dropLast()) : folder
        guard !Files.exists(target) else { throw Self.taken(target) }
        let temporary = "\(target).partial-\(getpid())"
        try Self.removeFolder(temporary)
        do {
            try Files.makeFolder(temporary)
            for file in files {
                let path = "\(temporary)/\(file.path)"
                if let slash = path.lastIndex(of: "/") { try Files.makeFolder(String(path[..<slash])) }
                try Files.write(file.bytes, to: path)
            }
            guard unsafe rename(temporary, target) == 0 else {
                let code = errno
                if code == EEXIST || code == ENOTEMPTY { throw Self.taken(target) }
                throw Files.failure("file.rename", "cannot write \(target)", code, exit: .cannotWrite)
            }
        } catch {
            try? Self.removeFolder(temporary)
            throw error
        }
        Self.sync(parentOf: target)
    }

    static func taken(_ path: String) -> AllianceError {
        AllianceError(
            "referrals.package.exists", "\(path) exists already", hint: "packages are never written over; name another",
            exit: .cannotWrite)
    }

    /// Removes a folder that this program made, with what is in it.
    private static func removeFolder(_ path: String) throws {
        guard Files.isFolder(path) else { return }
        for name in try Files.names(in: path) {
            let inner = "\(path)/\(name)"
            if Files.isFolder(inner) { try removeFolder(inner) } else { try Files.remove(inner) }
        }
        guard unsafe rmdir(path) == 0 || errno == ENOENT else {
            throw Files.failure("file.remove", "cannot remove \(path)", errno, exit: .cannotWrite)
        }
    }

    private static func sync(parentOf path: String) {
        let parent = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let descriptor = unsafe open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        // Some file systems cannot sync a folder; the rename itself is done by then.
        _ = fsync(descriptor)
        close(descriptor)
    }
}
