public import AllianceKit

/// Sends messages as mail: to the server of `takedown.mail` over SMTP (`smtp`), or through a local program (`sendmail`).
///
/// What the server answered decides: accepted, refused, not now (thrown, tried again later), or unknown when the connection ended
/// between the message and the answer.
public struct MailChannel: Channel {
    /// `smtp` or `sendmail`
    public let name: String
    /// One line.
    public let summary: String
    private let sender: (any MailSender)?

    /// Over SMTP.
    public static let smtp = MailChannel("smtp", "Sends mail to the server of takedown.mail.")
    /// Through a local program.
    public static let sendmail = MailChannel("sendmail", "Sends mail through the local sendmail program.")

    private init(_ name: String, _ summary: String, sender: (any MailSender)? = nil) {
        self.name = name
        self.summary = summary
        self.sender = sender
    }

    /// One connection, or one program, for the messages that follow.
    public func session(_ context: CommandContext) throws -> any Channel {
        MailChannel(name, summary, sender: try makeSender(context))
    }

    /// Sends a message to its recipient. Throws `takedown.mail.unset`, what `KeyFile` throws, and what the sender throws.
    public func deliver(_ message: OutboxMessage, _ context: CommandContext) async throws -> Delivery {
        let sender = try sender ?? makeSender(context)
        let organisation = try context.workspace().configuration.organisation
        return try await sender.send(
            message.body, from: message.returnPath ?? organisation.email, to: [message.recipient])
    }

    private func makeSender(_ context: CommandContext) throws -> any MailSender {
        let workspace = try context.workspace()
        let settings = try workspace.configuration.settings(MailSettings.self)
        let route: MailRoute = name == "smtp" ? .server(try settings.relay(workspace)) : .program(settings.program)
        return context.surroundings.mail(route)
    }
}
