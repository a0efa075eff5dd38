import AllianceKit
import Glibc

/// Puts a backup in place: unpacked beside the workspace, verified there, and only then moved in. What was there before is kept in a
/// folder of its own.
struct StoreRestore {
    let folder: String
    let now: Instant

    /// What was put in place.
    struct Outcome {
        var manifest: BackupManifest
        var report: VerificationReport
        /// Where the files that were replaced are now, or nil if there were none.
        var previous: String?
    }

    /// Restores `backup`. `open` opens the unpacked folder as a workspace, so that the copy is verified with this build's record types
    /// and ledger.
    func restore(
        _ backup: String, replacing: Bool, advance: (Int) -> Void = { _ in }, open: (String) throws -> Workspace
    ) throws -> Outcome {
        let live = "\(folder)/\(Workspace.storeFile)"
        guard replacing || !Files.exists(live) else {
            throw AllianceError(
                "restore.exists", "there is a store already", at: SourcePlace(file: live),
                hint: "give --force to put the backup in its place; the present files are kept aside",
                exit: .cannotWrite)
        }
        let work = "\(folder)/restore-\(getpid())"
        try Files.makeFolder(work, mode: 0o700)
        defer { StoreBackup.clear(work) }
        let manifest = try unpack(backup, into: work)
        let report = try verify(work, advance, open)
        guard report.damages.isEmpty else {
            throw AllianceError(
                "backup.not-verified",
                "the backup does not verify (\(report.damages.count) faults, the first: \(report.damages[0].error.message))",
                at: SourcePlace(file: backup), hint: "take an older one; nothing was changed")
        }
        let previous = try putAside()
        for file in manifest.files { try move("\(work)/\(file.name)", "\(folder)/\(file.name)") }
        StoreBackup.syncFolder(of: live)
        return Outcome(manifest: manifest, report: report, previous: previous)
    }

    private func unpack(_ backup: String, into work: String) throws -> BackupManifest {
        let place = SourcePlace(file: backup)
        let reader = try TarReader(path: backup)
        guard let head = try reader.next(), head.name == BackupManifest.name, head.size <= 1 << 20 else {
            throw AllianceError("backup.damaged", "this is no backup: it has no manifest", at: place)
        }
        var bytes: [UInt8] = []
        try reader.content(head.size) { bytes += $0 }
        let manifest = try JSONBytes.decode(BackupManifest.self, from: bytes, at: place)
        guard manifest.format == "alliance-backup", manifest.version == 1 else {
            throw AllianceError(
                "backup.newer", "this backup was made by a newer version of the program", at: place,
                hint: "update this program")
        }
        for file in manifest.files {
            guard BackupManifest.allowed.contains(file.name), let next = try reader.next(), next.name == file.name,
                next.size == file.bytes
            else {
                throw AllianceError("backup.damaged", "the files are not those of the manifest", at: place)
            }
            try write(reader, next.size, to: "\(work)/\(file.name)")
            guard try StoreBackup.sum("\(work)/\(file.name)") == (file.bytes, file.crc32) else {
                throw AllianceError(
                    "backup.damaged", "\(file.name) is damaged in the backup", at: place, hint: "take an older one")
            }
        }
        guard manifest.files.contains(where: { $0.name == Workspace.storeFile }) else {
            throw AllianceError("backup.damaged", "the backup holds no store", at: place)
        }
        return manifest
    }

    private func write(_ reader: borrowing TarReader, _ size: Int, to path: String) throws {
        let descriptor = unsafe Glibc.open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw Files.failure("file.create", "cannot create \(path)", errno, exit: .cannotWrite)
        }
        defer { close(descriptor) }
        try reader.content(size) { try Files.writeAll($0, to: descriptor, name: path) }
        guard fsync(descriptor) == 0 else { throw Files.failure("file.sync", "cannot write \(path)", errno) }
    }

    /// In a function of its own, so that every connection is closed before the files move.
    private func verify(_ work: String, _ advance: (Int) -> Void, _ open: (String) throws -> Workspace) throws
        -> VerificationReport
    {
        let workspace = try open(work)
        var report = try workspace.requireSQLiteStore().verify(advance: advance)
        if Files.exists("\(work)/\(Workspace.listsFile)") {
            let lists = try workspace.requireSQLiteLists()
            report.add(try lists.verify(advance: advance))
            try lists.becomeAnother(SQLiteHashListStore.systemRandom(8))
        }
        return report
    }

    /// Moves the present files into a folder of their own.
    private func putAside() throws -> String? {
        let names = BackupManifest.allowed.flatMap { [$0, "\($0)-wal", "\($0)-shm"] }
            .filter { Files.exists("\(folder)/\($0)") }
        guard !names.isEmpty else { return nil }
        let aside = "\(folder)/before-restore-\(now.milliseconds)"
        try Files.makeFolder(aside, mode: 0o700)
        for name in names { try move("\(folder)/\(name)", "\(aside)/\(name)") }
        return aside
    }

    private func move(_ from: String, _ to: String) throws {
        guard unsafe rename(from, to) == 0 else {
            throw Files.failure("file.rename", "cannot move \(from)", errno, exit: .cannotWrite)
        }
    }
}
