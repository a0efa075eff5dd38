import AllianceKit
import CommandLineKit
import Cryptography

/// `alliance hashing lists key`
struct ListsKeyCommand: Command {
    static let name = "key"
    static let summary = "Show the verifier key of this workspace's list bundles, or make the key pair."
    static let discussion = """
        Partners check what you publish with the verifier key, so hand it over by a way they trust: on paper, by telephone, in person. The \
        secret key stays in keys/lists.key of the workspace (mode 0600). It is made once and never replaced: keep a backup.
        """
    static let examples = [
        CommandExample("make it, once", "alliance hashing lists key --create example.org/lists"),
        CommandExample("what partners need", "alliance hashing lists key --format json"),
    ]
    static let output = OutputShape.record([
        OutputField("origin", .text, "the name bundles are signed by"),
        OutputField("verifierKey", .text, "what partners check them with", title: "verifier key"),
    ])

    @Option("Make the key pair, under this name.", placeholder: "ORIGIN") var create: String?
    @OptionGroup var mutation: MutationOptions

    func run(_ context: CommandContext) async throws {
        let folder = try context.workspace().keysFolder
        if let create, try !context.isAnswered(mutation.key) {
            let key = try ListKeys.files.create(
                in: folder, origin: create, randomBytes: context.surroundings.randomBytes)
            _ = try context.mutate(mutation.key) { transaction in
                try transaction.append(
                    Event(
                        BundleEvents.keyMade, EntityID(prefix: "key", name: Hex.encode(key.id)),
                        at: context.surroundings.now(), by: context.actor,
                        facts: ["origin": .string(key.name), "key": .string(Hex.encode(key.id))]))
                return key.description
            }
        }
        let key = try ListKeys.files.loadVerifier(from: folder)
        try context.output.write(
            ["origin": .string(key.name), "verifierKey": .string(key.description)], as: Self.output)
    }
}
