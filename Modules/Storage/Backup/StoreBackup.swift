import AllianceKit
import CZlib
import Glibc

/// Makes one file of a workspace's databases and configuration: copied while it is in use, and verified before it gets its name.
///
/// Keys are not in it: whoever holds a backup shall not be able to sign.
struct StoreBackup {
    let store: SQLiteStore
    let lists: SQLiteHashListStore?
    let folder: String
    let now: Instant

    /// What was made.
    struct Outcome {
        var manifest: BackupManifest
        var bytes: Int
        var report: VerificationReport
    }

    /// Writes `path`. Throws `backup.not-verified`, leaving nothing behind, when the copy does not verify.
    func write(to path: String, advance: (Int) -> Void = { _ in }) throws -> Outcome {
        let work = "\(path).part-\(getpid())"
        try Files.makeFolder(work, mode: 0o700)
        defer { Self.clear(work) }
        let copy = "\(work)/\(Workspace.storeFile)"
        try store.withReadDatabase { try $0.copy(to: copy) }
        let listsCopy = "\(work)/\(Workspace.listsFile)"
        if let lists { try lists.connections.read { try $0.copy(to: listsCopy) } }
        let (report, events) = try verify(copy, lists == nil ? nil : listsCopy, advance)
        guard report.damages.isEmpty else {
            throw AllianceError(
                "backup.not-verified",
                "the copy does not verify (\(report.damages.count) faults, the first: \(report.damages[0].error.message))",
                at: SourcePlace(file: path), hint: "see: alliance store verify; no backup was made",
                exit: .inputOutput)
        }
        let configuration = "\(folder)/\(Workspace.configurationFile)"
        if Files.exists(configuration) {
            try Files.write(Files.read(configuration), to: "\(work)/\(Workspace.configurationFile)", mode: 0o600)
        }
        let files = try BackupManifest.allowed.filter { Files.exists("\(work)/\($0)") }.map { name in
            let sum = try Self.sum("\(work)/\(name)")
            return BackupManifest.File(name: name, bytes: sum.bytes, crc32: sum.crc32)
        }
        let manifest = BackupManifest(
            made: now, events: events, records: report.records, entries: report.entries, files: files)
        let bytes = try archive(manifest, from: work, to: path)
        return Outcome(manifest: manifest, bytes: bytes, report: report)
    }

    private func verify(_ copy: String, _ listsCopy: String?, _ advance: (Int) -> Void) throws -> (
        VerificationReport, Int64
    ) {
        let opened = try SQLiteStore(
            path: copy, recordTypes: store.recordTypes, eventLog: store.log, clock: store.clock, access: .read,
            options: store.options)
        var report = try opened.verify(advance: advance)
        if let listsCopy {
            let lists = try SQLiteHashListStore(path: listsCopy, access: .read, clock: store.clock)
            report.add(try lists.verify(advance: advance))
        }
        return (report, try opened.read { try $0.eventCount() })
    }

    private func archive(_ manifest: BackupManifest, from work: String, to path: String) throws -> Int {
        let part = "\(work)/backup.tar"
        let descriptor = unsafe open(part, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw Files.failure("file.create", "cannot create \(part)", errno, exit: .cannotWrite)
        }
        defer { close(descriptor) }
        let tar = TarWriter(descriptor: descriptor, name: path)
        try tar.add(BackupManifest.name, JSONBytes.encode(manifest), time: now)
        for file in manifest.files { try tar.add(file.name, from: "\(work)/\(file.name)", size: file.bytes, time: now) }
        try tar.end()
        guard fsync(descriptor) == 0 else { throw Files.failure("file.sync", "cannot write \(path)", errno) }
        guard unsafe rename(part, path) == 0 else {
            throw Files.failure("file.rename", "cannot write \(path)", errno, exit: .cannotWrite)
        }
        Self.syncFolder(of: path)
        return Int(lseek(descriptor, 0, SEEK_END))
    }

    /// Length and CRC-32 of a file.
    static func sum(_ path: String) throws -> (bytes: Int, crc32: UInt32) {
        var input = try InputFile(path: path)
        var bytes = 0
        var sum: UInt = 0
        while let chunk = try input.nextChunk() {
            bytes += chunk.count
            unsafe chunk.withUnsafeBufferPointer { sum = unsafe crc32_z(sum, $0.baseAddress, $0.count) }
        }
        return (bytes, UInt32(truncatingIfNeeded: sum))
    }

    /// Removes a working folder and the files in it.
    static func clear(_ folder: String) {
        for name in (try? Files.names(in: folder)) ?? [] { try? Files.remove("\(folder)/\(name)") }
        _ = unsafe rmdir(folder)
    }

    /// Makes a rename in a folder durable, where the file system can.
    static func syncFolder(of path: String) {
        let folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
        let descriptor = unsafe open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        _ = fsync(descriptor)
        close(descriptor)
    }
}
