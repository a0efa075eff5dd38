import AllianceKit
import CommandLineKit

/// `alliance hashing lists import`
struct ListsImportCommand: Command {
    static let name = "import"
    static let summary = "Add the entries of a file to a known-hash list."
    static let discussion = """
        The list is made if it is new. Entries are told apart by their id: an entry that is there already is replaced, one that \
        was withdrawn stays withdrawn. Lines that cannot be used are named with file and line and kept out (exit code 1); if \
        none can be used nothing is changed (65). An import that was interrupted is simply run again.

        CSV: the heading names any of id, pdq, md5, sha1, sha256, category, source, note, in any order and case, separated by \
        commas, semicolons or tabs. Other columns are left out with a warning. An entry without an id is named by its strongest \
        hash.
        """
    static let examples = [
        CommandExample("a list of a partner", "alliance hashing lists import partner-a known-hashes.csv")
    ]
    static let output = OutputShape.record([
        OutputField("list", .text, "the list's name"),
        OutputField("added", .integer, "entries that were new"),
        OutputField("updated", .integer, "entries that were there with other content"),
        OutputField("unchanged", .integer, "entries that were there, the same"),
        OutputField("rejected", .integer, "lines that could not be used"),
    ])

    @Option("The file's format.", placeholder: "FORMAT") var from = "csv"
    @OptionGroup var mutation: MutationOptions
    @Argument("The list's name: lower-case letters, digits, - and .", placeholder: "NAME") var list: String
    @Argument("The file; - is standard input.", placeholder: "FILE") var file: String

    struct Answer: Codable {
        var list: String
        var tally: ImportTally
    }

    func run(_ context: CommandContext) async throws {
        try KnownLists.check(list)
        let importer = try ListFormats.importer(from, in: context.registry)
        let replay = try context.isAnswered(mutation.key)
        let tally = replay ? ImportTally() : try read(importer, context)
        let now = context.surroundings.now()
        let answer = try context.mutate(mutation.key) { transaction in
            try transaction.append(
                Event(
                    "hashing.list.imported", KnownLists.id(list), at: now, by: context.actor,
                    facts: [
                        "format": .string(from), "added": .int(tally.added), "updated": .int(tally.updated),
                        "unchanged": .int(tally.unchanged), "rejected": .int(tally.rejected),
                    ]))
            return Answer(list: list, tally: tally)
        }
        if !replay { try IndexKeeper.refresh(context.workspace(), at: now) }
        if replay, answer.tally.rejected > 0 {
            let text = "\(answer.tally.rejected) lines were not usable when this was imported"
            context.report(AllianceError("hashing.list.rejected", text))
        }
        try context.output.write(
            [
                "list": .string(answer.list), "added": .int(answer.tally.added), "updated": .int(answer.tally.updated),
                "unchanged": .int(answer.tally.unchanged), "rejected": .int(answer.tally.rejected),
            ], as: Self.output)
    }

    /// Reads the file and adds its entries a few thousand at a time; each batch is durable before the next one is read.
    private func read(_ importer: any HashListImporter, _ context: CommandContext) throws -> ImportTally {
        let lists = try context.workspace().lists
        let now = context.surroundings.now()
        var importer = importer
        importer.warn = { context.talk.warn($0) }
        var input = try InputFile(path: file)
        let progress = context.talk.progress("importing")
        var tally = ImportTally()
        var batch: [HashEntry] = []
        func flush() throws {
            guard !batch.isEmpty else { return }
            var entries = batch.makeIterator()
            let part = try lists.add(to: list, at: now) { entries.next() }
            tally.added += part.added
            tally.updated += part.updated
            tally.unchanged += part.unchanged
            tally.rejected += part.rejected
            progress.advance(by: batch.count)
            batch.removeAll(keepingCapacity: true)
        }
        try importer.read(&input) { result in
            switch result {
            case .success(let entry):
                batch.append(entry)
                if batch.count == 10_000 { try flush() }
            case .failure(let error):
                tally.rejected += 1
                context.report(error)
            }
        }
        try flush()
        progress.finish()
        guard tally.added + tally.updated + tally.unchanged > 0 else {
            throw AllianceError(
                "hashing.list.nothing-usable", "nothing in the file can be used; the lists are unchanged",
                at: SourcePlace(file: file))
        }
        return tally
    }
}
