import AllianceKit
import CommandLineKit
import Cryptography

/// `takedown blocklist build`
struct BlocklistBuildCommand: Command {
    static let name = "build"
    static let summary = "Build block lists of the active blocks, with a signed manifest and what changed."
    static let discussion = """
        Each format is written to DIR/FORMAT, with the stop page and a manifest signed with the workspace's key (alliance hashing lists key). \
        On a list is only what was seen within verifyHours (takedown.blocking). What changed since the build before is printed, with the reason \
        for everything that left. A block that is left out ends the command with exit code 1; the lists are built without it.

        An upheld appeal becomes an exception in formats that have them, and leaves the others.
        """
    static let examples = [
        CommandExample(
            "for resolvers and proxies", "alliance takedown blocklist build --to rpz --to squid --out /srv/lists")
    ]
    static let output = OutputShape.records([
        OutputField("what", .text, "added, kept, exempt, dropped, left-out, folded or file"),
        OutputField("reference", .text, "the case's reference"),
        OutputField("block", .text, "the block", inTable: false),
        OutputField("format", .text, "the format that it concerns; none for all"),
        OutputField("code", .text, "why, as a code", inTable: false),
        OutputField("reason", .text, "why, or the file's path"),
        OutputField("sha256", .text, "the file's digest", inTable: false),
        OutputField("bytes", .integer, "the file's size", inTable: false),
        OutputField("entries", .integer, "entries in the file's list"),
    ])

    @Option("A format; may be repeated. See: alliance takedown blocklist formats.", placeholder: "FORMAT") var to:
        [String]
    @Option("The folder of the lists.", placeholder: "DIR") var out: String
    @Option("A file with the recipient's key (prefixes-hmac).", placeholder: "FILE") var keyFile: String?
    @OptionGroup var mutation: MutationOptions

    mutating func validate() throws {
        if to.isEmpty { throw UsageError("say --to at least once") }
        if Set(to).count != to.count { throw UsageError("a format is named twice") }
    }

    func run(_ context: CommandContext) async throws {
        let desk = try BlockDesk(context)
        try desk.settings.requireStopPage()
        let formats = try to.map { try BlockListFormats.named($0, in: context.registry) }
        let signer = try ListKeys.files.load(from: desk.workspace.keysFolder)
        let options = desk.settings.options(at: desk.now, key: try keyFile.map { try Files.read($0, limit: 64) })
        let rows = try context.mutate(mutation.key) { transaction in
            let builder = BlockListBuilder(desk: desk, folder: out, formats: formats, options: options, signer: signer)
            return try builder.build(in: transaction)
        }
        for row in rows {
            if row.fails {
                context.report(
                    AllianceError(
                        row.code ?? "takedown.block", "\(row.reference ?? row.what): \(row.reason)", exit: .partial))
            }
            try context.output.write(row.json, as: Self.output)
        }
        func count(_ what: BlockBuildRow.What) -> Int { rows.count { $0.what == what.rawValue } }
        context.talk.say(
            "\(count(.added)) added, \(count(.kept)) kept, \(count(.dropped)) dropped, \(count(.leftOut)) left out, \(count(.exempt)) exceptions"
        )
    }
}
