import AllianceKit
import CommandLineKit

/// `alliance hashing filter`
struct FilterCommand: Command {
    static let name = "filter"
    static let summary = "Answer a stream of NDJSON records with hashes and matches, one line each."
    static let discussion = """
        Each input line is an object with an id of any kind and either a path, to be hashed, or hashes: pdq, md5, sha1, sha256. \
        The answer has the same id, the hashes, and with --list the matches. Exactly one output line for each input line, \
        in order; a line that cannot be used is answered by an error object and the stream goes on. Same input, same bytes: \
        there is no clock and no state. The exit code is 0 when the input ended and every line was answered.

        With --index the matches come from a file made by `hashing index build --out`, without a workspace and without any \
        database: copy it to each node. --list then chooses among the lists in it.

        It serves xargs, GNU parallel, Slurm arrays, Hadoop streaming and Spark's pipe as it is. Without --list no workspace is \
        needed either.
        """
    static let examples = [
        CommandExample(
            "hash what a pipe names", "printf '{\"id\":1,\"path\":\"photo.jpg\"}\\n' | alliance hashing filter"),
        CommandExample(
            "with matches and counts", "alliance hashing filter --list partner-a --summary-fd 3 3>counts.json"),
        CommandExample(
            "on a node without a workspace", "alliance hashing filter --index partner-a.index uploads.ndjson"),
    ]
    static let output = OutputShape.document

    @Option("Match by this index file, which needs no workspace.", placeholder: "FILE") var index: String?
    @OptionGroup var match: MatchOptions
    @Option("Write counts as one JSON line to this file descriptor at the end.", placeholder: "N") var summaryFd: Int?
    @Argument("NDJSON files; - or nothing is standard input.", placeholder: "FILE", allowEmpty: true)
    var files: [String]

    mutating func validate() throws { try match.validate() }

    func run(_ context: CommandContext) async throws {
        let matcher: ListMatcher? =
            if let index {
                try match.matcher(labelled: index, context)
            } else {
                try match.list.isEmpty ? nil : match.matcher(context)
            }
        try HashFilter(matcher: matcher, hasher: try FileHasher(context, HashOptions(dihedral: match.dihedral)))
            .run(files, context, summary: summaryFd, moment: match.asOf)
    }
}
