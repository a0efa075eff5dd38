public import Glibc

/// Whole files and folders: the few operations the toolkit needs, each with a clear error.
public enum Files {
    /// The bytes of a file; throws `file.too-large` over `limit` bytes.
    public static func read(_ path: String, limit: Int = 1 << 30) throws -> [UInt8] {
        var file = try InputFile(path: path)
        return try file.readAll(limit: limit)
    }

    /// Writes a file so that either the old or the new content is there after a crash: temporary file, fsync, rename, fsync of the
    /// folder. `mode` is the permission, 0644 unless said.
    public static func write(_ bytes: [UInt8], to path: String, mode: mode_t = 0o644) throws {
        let temporary = "\(path).tmp-\(getpid())"
        let descriptor = unsafe open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, mode)
        guard descriptor >= 0 else { throw failure("file.create", "cannot create \(path)", errno, exit: .cannotWrite) }
        do {
            try writeAll(bytes, to: descriptor, name: path)
            guard fsync(descriptor) == 0 else { throw failure("file.sync", "cannot write \(path)", errno) }
            close(descriptor)
        } catch {
            close(descriptor)
            unsafe unlink(temporary)
            throw error
        }
        guard unsafe rename(temporary, path) == 0 else {
            let code = errno
            unsafe unlink(temporary)
            throw failure("file.rename", "cannot write \(path)", code, exit: .cannotWrite)
        }
        try syncFolder(of: path)
    }

    /// Writes all bytes to a descriptor, going on after signals and short writes.
    public static func writeAll(_ bytes: some Collection<UInt8>, to descriptor: Int32, name: String) throws {
        try unsafe Array(bytes).withUnsafeBytes { space in
            var done = 0
            while done < space.count {
                let count = unsafe Glibc.write(descriptor, space.baseAddress! + done, space.count - done)
                if count < 0 {
                    if errno == EINTR { continue }
                    throw failure("file.write", "cannot write \(name)", errno)
                }
                done += count
            }
        }
    }

    /// Makes a folder and those above it that are missing.
    public static func makeFolder(_ path: String, mode: mode_t = 0o755) throws {
        if unsafe mkdir(path, mode) == 0 { return }
        if errno == EEXIST {
            if isFolder(path) { return }
            throw AllianceError("file.folder", "\(path) is there and is no folder", exit: .cannotWrite)
        }
        guard errno == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex else {
            throw failure("file.folder", "cannot make the folder \(path)", errno, exit: .cannotWrite)
        }
        try makeFolder(String(path[..<slash]), mode: mode)
        guard unsafe mkdir(path, mode) == 0 || errno == EEXIST else {
            throw failure("file.folder", "cannot make the folder \(path)", errno, exit: .cannotWrite)
        }
    }

    /// Whether there is anything of this name.
    public static func exists(_ path: String) -> Bool { unsafe access(path, F_OK) == 0 }

    /// Whether it is a folder.
    public static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return unsafe stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// The permission bits of a file, or nil if there is none.
    public static func permissions(_ path: String) -> mode_t? {
        var status = stat()
        return unsafe stat(path, &status) == 0 ? status.st_mode & 0o7777 : nil
    }

    /// Names in a folder, sorted bytewise, without `.` and `..`.
    public static func names(in folder: String) throws -> [String] {
        guard let directory = unsafe opendir(folder) else {
            throw failure("file.folder.open", "cannot read the folder \(folder)", errno)
        }
        defer { unsafe closedir(directory) }
        var names: [String] = []
        while let entry = unsafe readdir(directory) {
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { space in
                unsafe String(decoding: space.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    /// Removes a file; nothing happens if it is not there.
    public static func remove(_ path: String) throws {
        guard unsafe unlink(path) == 0 || errno == ENOENT else {
            throw failure("file.remove", "cannot remove \(path)", errno, exit: .cannotWrite)
        }
    }

    /// An error of the system call `errno` names: full disks and input/output faults get the exit code 74, missing files 65.
    public static func failure(
        _ code: String, _ message: String, _ number: Int32, at path: String? = nil, exit: ExitCode? = nil
    ) -> AllianceError {
        let reason = unsafe String(cString: strerror(number))
        let hint = number == ENOSPC ? "free some space; nothing acknowledged is lost" : nil
        let exitCode =
            exit ?? (number == ENOENT || number == EACCES || number == ENOTDIR ? .unusableInput : .inputOutput)
        return AllianceError(
            code, "\(message): \(reason)", at: path.map { SourcePlace(file: $0) }, hint: hint, exit: exitCode)
    }

    private static func syncFolder(of path: String) throws {
        let folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        // Some file systems cannot sync a folder (EINVAL); the rename itself is done by then.
        _ = fsync(descriptor)
    }
}
