import AllianceKit
import CommandLineKit

/// `alliance hashing index build`
struct IndexBuildCommand: Command {
    static let name = "build"
    static let summary = "Build the index of the known-hash lists, or one that stands alone."
    static let discussion = """
        Without --out the workspace's own index is built, from all lists. It is used from then on by match and filter; what \
        changes in the lists later counts at once, beside it, and imports build it anew when that becomes much.

        With --out a file is written that needs no workspace: `hashing filter --index FILE` answers from it on any machine. It \
        holds the entries of the lists named, or of all: names, categories and digests besides the PDQ hashes, so it is \
        larger and to be kept as the lists themselves. What changes in the lists later is not in it.

        The file is written beside its place and moved there when it is whole; whoever has the old one open keeps it.
        """
    static let examples = [
        CommandExample("for this workspace", "alliance hashing index build"),
        CommandExample(
            "for the nodes of a cluster", "alliance hashing index build --list partner-a --out partner-a.index"),
    ]
    static let output = IndexReport.output

    @Option("Write an index that stands alone to this file.", placeholder: "FILE") var out: String?
    @Option("With --out: only this list; may be given several times.", placeholder: "NAME") var list: [String]

    mutating func validate() throws {
        if out == nil, !list.isEmpty {
            throw UsageError("--list needs --out: the workspace's own index is of all lists")
        }
    }

    func run(_ context: CommandContext) async throws {
        let workspace = try context.workspace()
        let now = context.surroundings.now()
        guard let out else {
            _ = try IndexKeeper.build(workspace, at: now)
            let index = try MappedIndex(path: IndexKeeper.path(workspace))
            return try context.output.write(try IndexReport.json(index, workspace.lists), as: Self.output)
        }
        let known = try workspace.lists.lists()
        for name in list where !known.contains(where: { $0.name == name }) {
            throw KnownLists.unknown(name, among: known)
        }
        let labels = try IndexLabels(
            workspace.lists, lists: known.filter { list.isEmpty || list.contains($0.name) })
        _ = try IndexBuilder.write(labels.words, to: out, mark: nil, built: now, more: labels.write)
        try context.output.write(try IndexReport.json(MappedIndex(path: out), nil), as: Self.output)
    }
}
