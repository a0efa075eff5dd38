public import AllianceKit

/// Writes messages as files below `outbox/`, for a person or another program to send. It never says more than `written`.
public struct FileChannel: Channel {
    /// `file`
    public let name = "file"
    /// One line.
    public let summary = "Writes messages to files in the outbox folder."
    /// The same message written again gives the same file.
    public let repeatsSafely = true

    /// The channel.
    public init() {}

    /// Writes the file whole or not at all; the same message written again gives the same file.
    public func deliver(_ message: OutboxMessage, _ context: CommandContext) async throws -> Delivery {
        let name = message.fileName
        guard !name.isEmpty, !name.contains("/"), !name.hasPrefix(".") else {
            throw AllianceError("outbox.file-name", "\(name) cannot be a file in the outbox", exit: .cannotWrite)
        }
        let workspace = try context.workspace()
        try Files.makeFolder(workspace.outboxFolder)
        try Files.write(message.body, to: "\(workspace.outboxFolder)/\(name)")
        return Delivery(.written, receipt: "outbox/\(name)", time: context.surroundings.now())
    }
}
