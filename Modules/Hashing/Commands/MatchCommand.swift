import AllianceKit
import CommandLineKit

/// `alliance hashing match`
struct MatchCommand: Command {
    static let name = "match"
    static let summary = "Find files in the known-hash lists of the workspace."
    static let discussion = """
        A file matches an entry when a digest is equal, or when its PDQ hash is within the distance. Each entry is named once, by \
        the strongest hash that met. Pictures with a PDQ quality below 50 (flat or blurred) are not matched by PDQ, because \
        their hashes meet by chance; the record says so.

        Entries that have ended do not match. Hashes of different PDQ profiles are compared all the same; such a match says \
        crossProfile, and its distance may be up to 16 bits off. A match in a good list (kind) says that nobody need look.

        With --record each match is stored once for the file's SHA-256, list and entry, and its id is printed: a referral can be \
        drafted from it. Sightings of known material are counted too: a file that was recorded before counts again only where --seen-at \
        says where it was met, once for each place and day. Entries that suddenly match too much are put in quarantine: their matches \
        are printed as quarantined and not recorded until somebody releases them (hashing lists quarantine).

        With --filter the arguments are NDJSON streams as for hashing filter.
        """
    static let examples = [
        CommandExample("look and record", "alliance hashing match --recursive --record folder"),
        CommandExample("in one list, closer", "alliance hashing match --list partner-a --max-distance 20 photo.jpg"),
    ]
    static let output = OutputShape.records([
        OutputField("id", .object, "with --filter: the id of the input line, of any kind"),
        OutputField("path", .text, "the file as given or found"),
        OutputField("bytes", .integer, "its length", inTable: false),
        OutputField("width", .integer, "pixels across", inTable: false),
        OutputField("height", .integer, "pixels down", inTable: false),
        OutputField("md5", .text, "its MD5", inTable: false),
        OutputField("sha1", .text, "its SHA-1", inTable: false),
        OutputField("sha256", .text, "its SHA-256", inTable: false),
        OutputField("pdq", .text, "its PDQ hash", inTable: false),
        OutputField("pdqQuality", .integer, "PDQ quality, 0 to 100", title: "quality"),
        OutputField("pdqProfile", .text, "how the PDQ hash was computed", inTable: false),
        OutputField(
            "dihedral", .object, "with --filter and --dihedral: the PDQ hashes of the eight orientations",
            inTable: false),
        OutputField(
            "matches", .list,
            "what it met, nearest first: list, entry, algorithm, distance, categories, frame and timestamp of a video, kind (bad or good list), profile of the entry's PDQ "
                + "hash, crossProfile when the file's is another, orientation with --dihedral, standing and opinions, quarantined, "
                + "and with --record id; what is not known is left out",
            inTable: false),
        OutputField("found", .list, "the same in words, for tables"),
        OutputField("times", .integer, "with --record: how often the material was met so far", inTable: false),
        OutputField("index", .text, "names the state of the lists searched", inTable: false),
        OutputField("unmatched", .object, "why the PDQ hash was not matched: code and message"),
        OutputField("error", .object, "why something is missing: code and message"),
    ])

    @OptionGroup var source: FileOptions
    @OptionGroup var match: MatchOptions
    @Flag("Store the matches and print their ids.") var record: Bool
    @Option(
        "With --record: where the files were met now, so that a known file counts as met again: a-z, 0-9, - and .",
        placeholder: "PLACE")
    var seenAt: String?
    @Flag("Read NDJSON records and answer each with one line.") var filter: Bool
    @Option("With --filter: write counts to this file descriptor at the end.", placeholder: "N") var summaryFd: Int?
    @OptionGroup var mutation: MutationOptions
    @Argument("Files to look for; - is standard input.", placeholder: "FILE", allowEmpty: true) var files: [String]

    mutating func validate() throws {
        try source.validate()
        try match.validate()
        if filter, record { throw UsageError("--filter keeps no state, so it cannot be used with --record") }
        if let seenAt {
            guard record else { throw UsageError("--seen-at needs --record") }
            let fits = seenAt.utf8.allSatisfy { 97...122 ~= $0 || 48...57 ~= $0 || $0 == 0x2d || $0 == 0x2e }
            guard fits, 1...64 ~= seenAt.utf8.count else {
                throw UsageError("--seen-at takes up to 64 of a-z, 0-9, - and .; it goes into the ledger")
            }
        }
        if summaryFd != nil, !filter { throw UsageError("--summary-fd needs --filter") }
        if files.isEmpty, !filter { throw UsageError("missing FILE") }
    }

    func run(_ context: CommandContext) async throws {
        if filter {
            let matcher = try match.matcher(context)
            return try HashFilter(
                matcher: matcher, hasher: try FileHasher(context, HashOptions(dihedral: match.dihedral))
            )
            .run(files, context, summary: summaryFd, moment: match.asOf)
        }
        guard record else {
            let held = try context.workspace().store.read { try EntryQuarantine.held(in: $0) }
            try await search(context) { found in
                var found = found
                if !held.isEmpty {
                    found.held = found.matches.indices.filter { held.contains(EntryName(found.matches[$0])) }
                }
                try context.output.write(found.json, as: Self.output)
            }
            return
        }
        var found: [MatchedFile] = []
        if try !context.isAnswered(mutation.key) { try await search(context) { found.append($0) } }
        let answer = try context.mutate(mutation.key) { transaction in
            MatchAnswer(files: try MatchRecorder(transaction, context, place: seenAt).record(found))
        }
        if found.isEmpty {
            for file in answer.files { if let error = file.error { context.report(error.alliance(file.path)) } }
        }
        for file in answer.files { try context.output.write(file.json, as: Self.output) }
    }

    /// Hashes the files side by side and looks each up.
    private func search(_ context: CommandContext, _ body: (MatchedFile) throws -> Void) async throws {
        // Workers get ready while the lists are opened.
        let hasher = try FileHasher(context, HashOptions(dihedral: match.dihedral))
        hasher.warm(min(source.limit, files.count))
        let matcher = try match.matcher(context)
        let isIndexed = matcher.indexObstacle == nil
        let paths = FileWalker.files(files, recursive: source.recursive) { context.report($0) }
        let progress = context.talk.progress("matching", total: paths.count)
        try await OrderedWork.run(paths, limit: source.limit) { path in
            HashedPath.read(path, hasher)
        } body: { file in
            if let error = file.error { context.report(error.located(at: SourcePlace(file: file.path))) }
            try body(try MatchedFile(file, matcher))
            progress.advance()
        }
        progress.finish()
        if isIndexed { matcher.tellObstacle(context) }
    }
}

/// What a recording run answered.
struct MatchAnswer: Codable {
    var files: [MatchedFile]
}
