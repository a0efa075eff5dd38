import AllianceKit
import Cryptography
import Glibc
import Storage

/// Writes a log as static files that any web server or stick can carry (C2SP tlog-tiles): `checkpoint`, `tile/…`, `tile/entries/…`.
///
/// Full files never change, so an export into the same folder adds only what is new. The checkpoint is written last: a folder that
/// was interrupted still shows the state before.
struct LogExporter {
    private let tables: LogTables
    private let folder: String
    private let size: Int
    private let reader = LogReader()
    /// How many files were written.
    private(set) var written = 0

    /// Exports what a checkpoint covers. `old` is the checkpoint the folder shows already.
    static func export(
        _ checkpoint: Checkpoint, note: [UInt8], over old: Checkpoint?, of head: LogHead, to folder: String
    )
        throws -> Int
    {
        var exporter = LogExporter(tables: head.tables, folder: folder, size: checkpoint.size)
        for level in 0..<Tile.levels { try exporter.exportLevel(level, from: old?.size ?? 0) }
        try exporter.write(note, "checkpoint")
        return exporter.written
    }

    private init(tables: LogTables, folder: String, size: Int) {
        self.tables = tables
        self.folder = folder
        self.size = size
    }

    /// The checkpoint a folder shows; nil when there is none yet.
    static func checkpoint(in folder: String, key: VerifierKey) throws -> Checkpoint? {
        let path = "\(folder)/checkpoint"
        guard Files.exists(path) else { return nil }
        do {
            return try Checkpoint(note: try Files.read(path, limit: SignedNote.byteLimit), verifiedBy: key)
        } catch let error as AllianceError { throw error.located(at: SourcePlace(file: path)) }
    }

    private mutating func exportLevel(_ level: Int, from oldSize: Int) throws {
        let count = Tile.hashCount(level: level, size: size)
        var number = Tile.hashCount(level: level, size: oldSize) / Tile.width
        while number * Tile.width < count {
            let width = min(Tile.width, count - number * Tile.width)
            let hashes = try tables.tile(level: level, number: number, width: width)
            guard hashes.count >= width else {
                throw AllianceError(
                    "ledger.tile.missing", "tile \(level)/\(number) lacks hash \(hashes.count)",
                    hint: "see: alliance ledger verify")
            }
            try write(Tile.bytes(of: hashes[..<width]), .hashes(level: level), number, width)
            if level == 0 { try write(try bundle(number, width), .entries, number, width) }
            number += 1
        }
    }

    private func bundle(_ number: Int, _ width: Int) throws -> [UInt8] {
        if width == Tile.width, let open = try reader.open(Int64(number), in: tables) { return open.bytes }
        var bytes: [UInt8] = []
        var left = width
        try reader.forEachEntry(from: Int64(number * Tile.width), in: tables) { _, entry in
            guard left > 0 else { return false }
            try EntryBundle.append(entry, to: &bytes)
            left -= 1
            return left > 0
        }
        guard left == 0 else {
            throw AllianceError(
                "ledger.entry.missing", "ledger entries are missing", hint: "see: alliance ledger verify")
        }
        return bytes
    }

    private mutating func write(_ bytes: [UInt8], _ content: TilePath.Content, _ number: Int, _ width: Int) throws {
        let full = TilePath(content, number: number).text
        try write(bytes, TilePath(content, number: number, width: width).text)
        guard width == Tile.width else { return }
        // The partial files it grew from are no longer needed once the full one is there.
        let partials = "\(folder)/\(full).p"
        guard Files.isFolder(partials) else { return }
        for name in try Files.names(in: partials) { try Files.remove("\(partials)/\(name)") }
        // One that still holds something else is not ours to remove.
        _ = unsafe rmdir(partials)
    }

    private mutating func write(_ bytes: [UInt8], _ path: String) throws {
        let place = "\(folder)/\(path)"
        if let slash = place.lastIndex(of: "/") { try Files.makeFolder(String(place[..<slash])) }
        try Files.write(bytes, to: place)
        written += 1
    }
}
