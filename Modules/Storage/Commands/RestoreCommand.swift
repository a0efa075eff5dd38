import AllianceKit
import CommandLineKit

/// Puts a backup in place.
struct RestoreCommand: Command {
    static let name = "restore"
    static let summary = "Put a backup in place, after verifying it."
    static let discussion = """
        The backup is unpacked beside the workspace and verified there, and only then moved in; when anything is wrong with it, \
        nothing changes. Where there is a store already, --force is needed, and the present files are kept aside in a folder of \
        their own, which is named in the answer.

        Stop other programs on the workspace first. Afterwards 'alliance ledger check --against CHECKPOINT' says whether the \
        restored ledger still leads to the last checkpoint you published: a restore takes back what happened since.
        """
    static let examples = [
        CommandExample("into an empty folder", "alliance store restore /backups/hotline-2026-11-23.tar --to hotline"),
        CommandExample("over a damaged workspace", "alliance --workspace hotline store restore b.tar --force"),
    ]
    static let output = OutputShape.record([
        OutputField("folder", .text, "the workspace"),
        OutputField("made", .time, "the moment of the copy"),
        OutputField("records", .integer, "records restored and verified"),
        OutputField("entries", .integer, "hash list entries restored"),
        OutputField("events", .integer, "ledger entries restored"),
        OutputField("previous", .text, "where the replaced files are now; nothing if there were none"),
    ])

    @Argument("The backup.", placeholder: "FILE") var file: String
    @Option("The folder to restore to, made if it is missing; else the workspace asked for.", placeholder: "DIR")
    var to: String?
    @Flag("Put the backup in the place of a present store.") var force: Bool

    func run(_ context: CommandContext) async throws {
        guard let folder = to ?? context.workspaceFolder else {
            throw AllianceError(
                "restore.where", "it is not said where to restore to", hint: "give --to DIR or --workspace DIR",
                exit: .usage)
        }
        try Files.makeFolder(folder, mode: 0o700)
        let progress = context.talk.progress("verifying the backup")
        defer { progress.finish() }
        let restore = StoreRestore(folder: folder, now: context.surroundings.now())
        let outcome = try restore.restore(
            file, replacing: force, advance: { progress.advance(by: $0) }, open: context.workspace(at:))
        try context.output.write(
            [
                "folder": .string(folder), "made": .text(outcome.manifest.made),
                "records": .int(outcome.report.records), "entries": .int(outcome.report.entries),
                "events": .int(outcome.manifest.events), "previous": .text(outcome.previous),
            ], as: Self.output)
    }
}
