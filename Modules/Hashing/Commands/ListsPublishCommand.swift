import AllianceKit
import CommandLineKit
import Cryptography

/// `alliance hashing lists publish`
struct ListsPublishCommand: Command {
    static let name = "publish"
    static let summary = "Write lists as signed bundles that partners fetch from a folder or a web server."
    static let discussion = """
        Each list becomes DIR/NAME with the file manifest, signed, and segments named after their content. Published again into the same \
        folder, only what changed is written, and partners fetch only that. Any web server, stick or rsync can carry the folder. The same list \
        gives the same segments.

        What leaves the house needs two people: the first run proposes and exits with 77, another person approves with alliance approve, \
        and the same command run again writes. The approval holds for exactly this manifest: these entries, this number.

        Withdrawn entries travel as removals with reason and time, without hashes. Remarks stay here unless --with-notes is given.
        """
    static let examples = [
        CommandExample("into a web server's folder", "alliance hashing lists publish own-findings --out /srv/www/lists")
    ]
    static let output = OutputShape.records([
        OutputField("list", .text, "the list's name"),
        OutputField("origin", .text, "the name it is signed by", inTable: false),
        OutputField("folder", .text, "where the bundle lies"),
        OutputField("sequence", .integer, "counts the publications of the list", title: "number"),
        OutputField("manifest", .text, "SHA-256 of the manifest's text", inTable: false),
        OutputField("entries", .integer, "entries that count"),
        OutputField("withdrawn", .integer, "removals"),
        OutputField("segments", .integer, "segments that were written", title: "written"),
        OutputField("bytes", .integer, "bytes that were written"),
        OutputField("unchanged", .flag, "whether the folder showed this state already", inTable: false),
    ])

    @Option("The folder in which each list has its own.", placeholder: "DIR") var out: String
    @Option("The secret key; keys/lists.key of the workspace unless given.", placeholder: "FILE") var keyFile: String?
    @Flag("Let the remarks of entries travel too.") var withNotes: Bool
    @OptionGroup var mutation: MutationOptions
    @Argument("Names of lists.", placeholder: "NAME") var lists: [String]

    func run(_ context: CommandContext) async throws {
        let workspace = try context.workspace()
        let signer =
            try keyFile.map { try ListKeys.files.load(file: $0) } ?? ListKeys.files.load(from: workspace.keysFolder)
        for list in lists { _ = try KnownLists.require(list, in: workspace.lists) }
        var waiting: AllianceError?
        for list in lists {
            do { try publish(list, signer, context) } catch let error as AllianceError
                where error.exitCode == .notAllowed
            {
                // The other lists are proposed too, so that the second person can approve all at once.
                if let waiting { context.talk.error(waiting) }
                waiting = error
            }
        }
        if let waiting { throw waiting }
    }

    private func publish(_ list: String, _ signer: NoteSigner, _ context: CommandContext) throws {
        let workspace = try context.workspace()
        let publisher = BundlePublisher(
            lists: workspace.lists, list: try KnownLists.require(list, in: workspace.lists), signer: signer,
            notes: withNotes, folder: BundleFolder(path: "\(out)/\(list)"))
        let record = try workspace.store.read { try $0.get(BundlePublication.self, BundlePublication.id(list)) }
        let plan = try publisher.plan(after: record)
        let manifest = plan.manifest
        var written = (segments: 0, bytes: 0)
        if !plan.isUnchanged {
            if record?.published != nil || record?.manifest != manifest.digest { try approve(manifest, list, context) }
            written = try publisher.write(plan)
        }
        try complete(manifest, list, context)
        try context.output.write(
            [
                "list": .string(list), "origin": .string(manifest.origin), "folder": .string(publisher.folder.path),
                "sequence": .int(manifest.sequence), "manifest": .string(manifest.digest.hex),
                "entries": .int(manifest.entries), "withdrawn": .int(manifest.withdrawn),
                "segments": .int(written.segments), "bytes": .int(written.bytes), "unchanged": .bool(plan.isUnchanged),
            ], as: Self.output)
    }

    /// Uses up the approval of exactly this manifest. From here on it may be written, also after an interruption.
    private func approve(_ manifest: BundleManifest, _ list: String, _ context: CommandContext) throws {
        let key = mutation.key.map { "\($0).\(list)" }
        let now = context.surroundings.now()
        _ = try context.mutate(key, approved: "lists.publish", of: KnownLists.id(list), digest: manifest.digest) {
            let record = BundlePublication(manifest, of: list, approved: now)
            try $0.put(
                record,
                because: Event(
                    BundleEvents.approved, record.id, at: now, by: context.actor,
                    facts: BundleEvents.facts(manifest, list)))
            return manifest.sequence
        }
    }

    /// Notes that the files are out.
    private func complete(_ manifest: BundleManifest, _ list: String, _ context: CommandContext) throws {
        try context.workspace().store.write { transaction in
            guard var record = try transaction.get(BundlePublication.self, BundlePublication.id(list)),
                record.published == nil, record.manifest == manifest.digest
            else { return }
            let now = context.surroundings.now()
            record.published = now
            var facts = BundleEvents.facts(manifest, list)
            facts["entries"] = .int(manifest.entries)
            facts["withdrawn"] = .int(manifest.withdrawn)
            try transaction.put(
                record, because: Event(BundleEvents.published, record.id, at: now, by: context.actor, facts: facts))
        }
    }
}
