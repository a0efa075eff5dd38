import AllianceKit

/// The commands without a module: making and checking a workspace, approvals, the outbox, help.
enum CorePlugin: Plugin {
    static let name = ""
    static let summary = "Workspaces, approvals, the outbox, and help."
    static let commands: [any Command.Type] = [
        InitCommand.self, DoctorCommand.self, ApprovalsCommand.self, ApproveCommand.self, OutboxCommand.self,
        PluginsCommand.self, HelpCommand.self, CompletionsCommand.self, VersionCommand.self,
    ]
    static let recordTypes: [any StoredRecord.Type] = [Approval.self, OutboxMessage.self]
    static let eventKinds = Approvals.eventKinds + [InitCommand.created]
    static let healthChecks: [any HealthCheck.Type] = [
        SurroundingsCheck.self, WorkspaceCheck.self, StoreCheck.self, PermissionsCheck.self, DiskSpaceCheck.self,
    ]
}
