import AllianceKit
import CommandLineKit

/// `alliance hashing lists import`
struct ListsImportCommand: Command {
    static let name = "import"
    static let summary = "Add the entries of a file to a known-hash list."
    static let discussion = """
        The list is made if it is new. Entries are told apart by their id: an entry that is there already is replaced, one that \
        was withdrawn stays withdrawn. Lines that cannot be used are named with file and line and kept out (exit code 1); so is \
        what follows a fault that the file cannot be read beyond. If nothing can be used nothing is changed (65). An import that was \
        interrupted is simply run again. Entries that were disputed here \
        stay disputed.

        A list is of material to be found (bad) or of harmless files (good); the formats of known harmless files make good lists, \
        all others bad ones unless --kind says otherwise.

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
        OutputField("complete", .flag, "whether the file could be read to its end", inTable: false),
    ])

    @Option("The file's format; told by the file unless given.", placeholder: "FORMAT") var from: String?
    @Option("Whether the list is of material to be found or of harmless files; as the format says unless given.")
    var kind: HashListKind?
    @OptionGroup var mutation: MutationOptions
    @Argument("The list's name: lower-case letters, digits, - and .", placeholder: "NAME") var list: String
    @Argument("The file; - is standard input.", placeholder: "FILE") var file: String

    struct Answer: Codable {
        var list: String
        var tally: ImportTally
        /// The code of the fault that the file could not be read beyond.
        var cut: String?
    }

    func run(_ context: CommandContext) async throws {
        try KnownLists.check(list)
        if let from { _ = try ListFormats.importer(from, in: context.registry) }
        let replay = try context.isAnswered(mutation.key)
        var format = from ?? ""
        let (tally, cut) = replay ? (ImportTally(), nil) : try read(&format, context)
        let now = context.surroundings.now()
        let answer = try context.mutate(mutation.key) { transaction in
            var facts: JSONObject = [
                "format": .string(format), "added": .int(tally.added), "updated": .int(tally.updated),
                "unchanged": .int(tally.unchanged), "rejected": .int(tally.rejected),
            ]
            facts["cut"] = cut.map { .string($0) }
            try transaction.append(
                Event("hashing.list.imported", KnownLists.id(list), at: now, by: context.actor, facts: facts))
            return Answer(list: list, tally: tally, cut: cut)
        }
        if !replay { IndexKeeper.refresh(context) }
        if replay, answer.tally.rejected > 0 {
            let text = "\(answer.tally.rejected) lines were not usable when this was imported"
            context.report(AllianceError("hashing.list.rejected", text))
        }
        if replay, let cut = answer.cut {
            context.report(AllianceError(cut, "the file could not be read to its end when this was imported"))
        }
        try context.output.write(
            [
                "list": .string(answer.list), "added": .int(answer.tally.added), "updated": .int(answer.tally.updated),
                "unchanged": .int(answer.tally.unchanged), "rejected": .int(answer.tally.rejected),
                "complete": .bool(answer.cut == nil),
            ], as: Self.output)
    }

    /// Reads the file into the list. What came before a fault that ends the file stays; the fault's code is given beside the counts.
    private func read(_ format: inout String, _ context: CommandContext) throws -> (ImportTally, cut: String?) {
        let lists = try context.workspace().lists
        let now = context.surroundings.now()
        var input = try InputFile(path: file)
        var importer = try importer(of: &input, in: context.registry)
        format = type(of: importer).format.name
        let kind = try kind(type(of: importer).kind, lists)
        importer.warn = { context.talk.warn($0) }
        let progress = context.talk.progress("importing")
        var unusable = 0
        var taken = 0
        var cut: AllianceError?
        var failed: (any Error)?
        var tally = try lists.fill(list, at: now) { add in
            do {
                try importer.read(&input) { result in
                    switch result {
                    case .success(let entry):
                        do {
                            // A list of harmless files must never match as one of material to be found, not even for the moment.
                            if taken == 0 { try lists.declare(list, kind: kind, at: now) }
                            try add(entry)
                        } catch {
                            failed = error
                            throw error
                        }
                        taken += 1
                        if taken % 1000 == 0 { progress.advance(by: 1000) }
                    case .failure(let error):
                        unusable += 1
                        context.report(error)
                    }
                }
            } catch let fault as AllianceError where failed == nil {
                cut = fault
            }
        }
        progress.finish()
        tally.rejected += unusable
        guard tally.added + tally.updated + tally.unchanged > 0 else {
            throw cut
                ?? AllianceError(
                    "hashing.list.nothing-usable", "nothing in the file can be used; the lists are unchanged",
                    at: SourcePlace(file: file))
        }
        if var cut {
            cut.hint = (cut.hint.map { "\($0); " } ?? "") + "what came before is in the list"
            context.report(cut)
        }
        return (tally, cut?.code)
    }

    /// The format that was named, or the one the file shows.
    private func importer(of input: inout InputFile, in registry: Registry) throws -> any HashListImporter {
        if let from { return try ListFormats.importer(from, in: registry) }
        return try ListFormats.detect(&input, in: registry).init()
    }

    /// What the list is about: as the user says, else as it is, else as the format says. Throws when the two do not agree.
    private func kind(_ usual: HashListKind, _ lists: any HashListStore) throws -> HashListKind {
        guard let old = try lists.lists().first(where: { $0.name == list })?.kind else { return kind ?? usual }
        let wanted = kind ?? (usual == .good ? .good : old)
        guard wanted == old else {
            throw AllianceError(
                "hashing.list.kind",
                "\(list) is a list of the kind \(old.rawValue), and this is for one of \(wanted.rawValue)",
                hint: kind == nil
                    ? "import into another list; or say that it is meant so: --kind \(old.rawValue)"
                    : "import into another list; or change it: alliance hashing lists declare \(list) --kind \(wanted.rawValue)",
                exit: .usage)
        }
        return old
    }
}
