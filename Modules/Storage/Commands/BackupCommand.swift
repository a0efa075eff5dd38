import AllianceKit
import CommandLineKit

/// Copies the store and the hash lists into one verified file.
struct BackupCommand: Command {
    static let name = "backup"
    static let summary = "Copy store, hash lists and configuration into one verified file."
    static let discussion = """
        The workspace stays in use meanwhile. The copy is read back whole, as by 'alliance store verify', before it gets its name: \
        a file of that name is a backup that was good when it was made.

        The file is a plain tar archive (mode 0600) with a manifest, the two databases and config.json. Keys are not in it: keep \
        those apart, so that whoever holds a backup cannot sign. It holds personal data: seal it, for instance with 'age', before \
        it leaves the house.
        """
    static let examples = [
        CommandExample("a backup named after the day", "alliance store backup /backups/hotline-2026-11-23.tar")
    ]
    static let output = OutputShape.record([
        OutputField("path", .text, "the file"),
        OutputField("bytes", .integer, "its size in bytes"),
        OutputField("made", .time, "the moment of the copy"),
        OutputField("records", .integer, "records in it, all verified"),
        OutputField("entries", .integer, "hash list entries in it"),
        OutputField("events", .integer, "ledger entries in it"),
    ])

    @Argument("The file to make; it must be new.", placeholder: "FILE") var file: String
    @Flag("Replace a file of that name.") var force: Bool

    func run(_ context: CommandContext) async throws {
        guard force || !Files.exists(file) else {
            throw AllianceError(
                "backup.exists", "there is a file of that name", at: SourcePlace(file: file),
                hint: "choose another name, or give --force", exit: .cannotWrite)
        }
        let workspace = try context.workspace()
        let progress = context.talk.progress("verifying the copy")
        defer { progress.finish() }
        let backup = StoreBackup(
            store: try workspace.requireSQLiteStore(), lists: try workspace.requireSQLiteLists(),
            folder: workspace.folder, now: context.surroundings.now())
        let outcome = try backup.write(to: file) { progress.advance(by: $0) }
        try context.output.write(
            [
                "path": .string(file), "bytes": .int(outcome.bytes), "made": .text(outcome.manifest.made),
                "records": .int(outcome.manifest.records), "entries": .int(outcome.manifest.entries),
                "events": .int(outcome.manifest.events),
            ], as: Self.output)
    }
}
