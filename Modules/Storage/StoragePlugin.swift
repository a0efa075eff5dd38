public import AllianceKit

/// The store's own commands: is everything still as it was written, is there a copy, how much is it, can it be smaller.
public enum StoragePlugin: Plugin {
    /// `store`
    public static let name = "store"
    /// One line.
    public static let summary = "Verify, back up, restore and measure the workspace's store."
    /// Its commands.
    public static let commands: [any Command.Type] = [
        VerifyCommand.self, BackupCommand.self, RestoreCommand.self, StatsCommand.self, TrainCommand.self,
    ]
    /// The kinds of events it logs.
    public static let eventKinds = [
        EventKind(
            "store.dictionary.trained", "A packing dictionary was trained on records and is used from now on.",
            facts: ["table": "the records' table", "samples": "records looked at", "ratio": "raw over packed size"])
    ]
    /// Known harmless files come as SQLite databases.
    public static let importers: [any Importer.Type] = [NSRLImporter.self]
    /// Checks that `alliance doctor` runs.
    public static let healthChecks: [any HealthCheck.Type] = [LibraryVersionsCheck.self, StoreFilesCheck.self]
}
