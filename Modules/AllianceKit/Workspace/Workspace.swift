/// A folder with everything one organisation keeps: store, hash lists, index, outbox, keys, configuration.
public struct Workspace: Sendable {
    /// The folder's path.
    public let folder: String
    /// What `config.json` says.
    public let configuration: Configuration
    /// Records, ledger and outbox rows (`alliance.db`).
    public let store: any Store
    /// Known-hash lists (`lists.db`).
    public let lists: any HashListStore

    /// Makes a workspace of its opened parts.
    public init(folder: String, configuration: Configuration, store: any Store, lists: any HashListStore) {
        self.folder = folder
        self.configuration = configuration
        self.store = store
        self.lists = lists
    }

    /// The path of something in the folder.
    public func path(_ name: String) -> String { folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)" }
    /// Where the file channel writes.
    public var outboxFolder: String { path("outbox") }
    /// Where keys are kept, mode 0700.
    public var keysFolder: String { path("keys") }
    /// Where derived, rebuildable index files are kept.
    public var indexFolder: String { path("index") }

    /// The name of the database with records and ledger; its presence makes a folder a workspace.
    public static let storeFile = "alliance.db"
    /// The name of the database with hash lists.
    public static let listsFile = "lists.db"
    /// The name of the configuration file.
    public static let configurationFile = "config.json"
}
