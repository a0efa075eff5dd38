import AllianceKit
import Ledger
import Storage

/// Opens the workspace a command asks for: joins the domains' protocols to the embedded store and its ledger.
struct WorkspaceOpener {
    let option: String?
    let surroundings: Surroundings
    let registry: Registry
    let seeded: SeededRandomness?

    /// Opens the folder given, else the one that `WorkspaceLocation` finds.
    func open(_ folder: String?) throws -> Workspace {
        let location = WorkspaceLocation(option: folder ?? option, environment: surroundings.environment)
        let workspace = try open(at: try location.require(), access: .write)
        // Reproducible identities must not repeat: every change of state moves the generator on.
        if let seeded { seeded.mix(try workspace.store.read { try $0.eventCount() }) }
        return workspace
    }

    /// Opens a folder, or makes its databases with `.create`.
    func open(at folder: String, access: DatabaseProfile.Access) throws -> Workspace {
        let configuration = try ConfigurationFile.read("\(folder)/\(Workspace.configurationFile)")
        let lists = try SQLiteHashListStore(
            path: "\(folder)/\(Workspace.listsFile)", access: access, clock: surroundings.now,
            randomBytes: surroundings.randomBytes)
        let store = try SQLiteStore(
            path: "\(folder)/\(Workspace.storeFile)", recordTypes: registry.recordTypes,
            eventLog: TransparencyLog(randomBytes: surroundings.randomBytes), clock: surroundings.now, access: access)
        return Workspace(folder: folder, configuration: configuration, store: store, lists: lists)
    }
}
