public import AllianceKit

extension Workspace {
    /// The store as this module's, or a clear error when another engine stands behind it.
    public func requireSQLiteStore() throws -> SQLiteStore {
        guard let store = store as? SQLiteStore else {
            throw AllianceError(
                "store.engine", "this command needs the embedded store, and another engine is in use",
                hint: "use that engine's own tools", exit: .unavailable)
        }
        return store
    }

    /// The hash lists as this module's, or a clear error when another engine stands behind them.
    public func requireSQLiteLists() throws -> SQLiteHashListStore {
        guard let lists = lists as? SQLiteHashListStore else {
            throw AllianceError(
                "store.engine", "this command needs the embedded hash lists, and another engine is in use",
                hint: "use that engine's own tools", exit: .unavailable)
        }
        return lists
    }
}
