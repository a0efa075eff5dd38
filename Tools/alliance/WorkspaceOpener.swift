import AllianceKit

/// Opens the workspace a command asks for.
struct WorkspaceOpener {
    let option: String?
    let surroundings: Surroundings
    let registry: Registry
    let seeded: SeededRandomness?

    /// Opens the folder named, else the one that `WorkspaceLocation` finds.
    func open(_ folder: String?) throws -> Workspace {
        let location = WorkspaceLocation(option: folder ?? option, environment: surroundings.environment)
        _ = try location.require()
        throw AllianceError("workspace.engine", "this build has no storage engine", exit: .bug)
    }
}
