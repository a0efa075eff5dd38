public import AllianceKit

/// The ledger's commands: look, check, sign, prove, export.
public enum LedgerPlugin: Plugin {
    /// `ledger`
    public static let name = "ledger"
    /// What it is for.
    public static let summary = "Look at the tamper-evident record of what happened, check it, and prove it to others."
    /// Its commands.
    public static let commands: [any Command.Type] = [
        TailCommand.self, VerifyCommand.self, CheckpointCommand.self, ProveCommand.self, CheckCommand.self,
        ExportCommand.self,
    ]
    /// What `alliance doctor` looks at.
    public static let healthChecks: [any HealthCheck.Type] = [LedgerHealthCheck.self]
}
