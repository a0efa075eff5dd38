public import AllianceKit

/// Notice and action: reported URLs from intake to removal, follow-up and blocking.
public enum TakedownPlugin: Plugin {
    /// `takedown`
    public static let name = "takedown"
    /// One line.
    public static let summary = "Notice and action for reported URLs."
    /// The commands.
    public static let commands: [any Command.Type] = [CanonicalizeCommand.self]
}
