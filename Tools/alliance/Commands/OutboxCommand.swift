import AllianceKit
import CommandLineKit

struct OutboxCommand: Command {
    static let name = "outbox"
    static let summary = "List the messages that leave the house, with what is known of their delivery."
    static let discussion = """
        A message is "accepted" only when the other side said so. "written" means that a file lies in the workspace's outbox \
        folder for a person or another program to send; "unknown" means that it may or may not have arrived.
        """
    static let examples = [
        CommandExample("List what has not left yet", "alliance outbox --state pending"),
        CommandExample("See exactly what a message says", "alliance outbox --body msg_01k9v3c8m4..."),
    ]
    static let output = OutputShape.records([
        OutputField("id", .text, "The message's identity"), OutputField("subject", .text, "What it is about"),
        OutputField("channel", .text, "How it goes"), OutputField("recipient", .text, "To whom"),
        OutputField("state", .text, "pending, written, accepted, refused or unknown"),
        OutputField("receipt", .text, "The other side's answer or the file's name", inTable: false),
        OutputField("since", .time, "When the state became known"),
        OutputField("created", .time, "When the message was made", inTable: false),
        OutputField("mediaType", .text, "The media type of the body", inTable: false),
        OutputField("bytes", .integer, "The length of the body"),
        OutputField("digest", .text, "The digest of the body", inTable: false),
        OutputField("fileName", .text, "The file's name in the outbox folder", inTable: false),
    ])

    @Option("Only messages in this state.") var state: Delivery.State?
    @Option("Only messages about this case or referral.", placeholder: "ID") var subject: EntityID?
    @Option("Write the body of one message to standard output, as it goes, and nothing else.", placeholder: "ID")
    var body: EntityID?

    init() {}

    func run(_ context: CommandContext) async throws {
        let store = try context.workspace().store
        if let body {
            let message = try store.read { try $0.require(OutboxMessage.self, body) }
            return try context.output.document(message.body)
        }
        var query = Query<OutboxMessage>()
        if let state { query = query.where("state", .equal, .text(state.rawValue)) }
        if let subject { query = query.where("subject", .equal, .text(subject)) }
        try store.read { reader in
            try reader.forEach(query) { message in
                try context.output.write(Self.record(message), as: Self.output)
                return true
            }
        }
    }

    private static func record(_ message: OutboxMessage) -> JSONObject {
        [
            "id": .text(message.id), "subject": .text(message.subject), "channel": .string(message.channel),
            "recipient": .string(message.recipient), "state": .string(message.delivery.state.rawValue),
            "receipt": .text(message.delivery.receipt), "since": .text(message.delivery.time),
            "created": .text(message.created), "mediaType": .string(message.mediaType),
            "bytes": .int(message.body.count), "digest": .text(message.digest), "fileName": .string(message.fileName),
        ]
    }
}
