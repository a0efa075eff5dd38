import AllianceKit
import CommandLineKit
import Cryptography

/// `alliance hashing index info`
struct IndexInfoCommand: Command {
    static let name = "info"
    static let summary = "Show what an index holds, and whether it is whole and up to date."
    static let discussion = """
        The head of the file is always checked, everything else when it is first looked at. With --verify the whole file is read and \
        compared with its checksums; an index that is not as it was written is to be built anew.
        """
    static let examples = [
        CommandExample("the workspace's own", "alliance hashing index info --verify"),
        CommandExample("a file that stands alone", "alliance hashing index info partner-a.index"),
    ]
    static let output = IndexReport.output

    @Flag("Read the whole file and compare it with its checksums.") var verify: Bool
    @Argument("The index file; the workspace's own if none is named.", placeholder: "FILE") var file: String?

    func run(_ context: CommandContext) async throws {
        let store: (any HashListStore)?
        let path: String
        if let file {
            (store, path) = (nil, file)
        } else {
            let workspace = try context.workspace()
            (store, path) = (workspace.lists, IndexKeeper.path(workspace))
        }
        let index = try MappedIndex(path: path)
        if verify { try index.verify() }
        try context.output.write(try IndexReport.json(index, store, verified: verify), as: Self.output)
    }
}

/// What is said of an index.
enum IndexReport {
    static let output = OutputShape.record([
        OutputField("file", .text, "the index file"),
        OutputField("hashes", .integer, "distinct PDQ hashes"),
        OutputField("slots", .integer, "slots of the pigeonhole index; 0 for lists that are scanned"),
        OutputField("bytes", .integer, "length of the file"),
        OutputField("bytesPerHash", .number, "its length by the number of hashes"),
        OutputField("built", .time, "when it was built"),
        OutputField("behind", .integer, "changes of the lists since, which are looked up beside it; null if too many"),
        OutputField("lists", .list, "the lists in a file that stands alone"),
        OutputField("digests", .integer, "digests in a file that stands alone"),
        OutputField("sha256", .text, "names the content: the digest of its checksums"),
        OutputField("verified", .flag, "whether the content was compared with its checksums", inTable: false),
    ])

    /// The record of an index; `store` is the one it is of.
    static func json(_ index: MappedIndex, _ store: (any HashListStore)?, verified: Bool = false) throws -> JSONObject {
        let file = index.file
        var object: JSONObject = [
            "file": .string(index.path), "hashes": .int(file.hashes), "slots": .int(file.slots.count),
            "bytes": .int(file.length),
        ]
        let size = Double(file.length) / Double(max(1, file.hashes))
        object["bytesPerHash"] = .double((size * 10).rounded() / 10)
        object["built"] = .string(file.built.description)
        if let store { object["behind"] = .int(try behind(file, store)) }
        if file.section(.lists) != nil {
            object["lists"] = .array(try LabelledEntries(index).lists().map { .string($0.name) })
            let digests = DigestAlgorithm.allCases.enumerated().map { place, algorithm in
                (file.section(.digests, place)?.length ?? 0) / (algorithm.byteCount + 4)
            }
            object["digests"] = .int(digests.reduce(0, +))
        }
        object["sha256"] = .string(file.digest.description)
        if verified { object["verified"] = true }
        return object
    }

    /// Changes since an index was built; nil when the store no longer knows them.
    private static func behind(_ file: IndexFile, _ store: any HashListStore) throws -> Int? {
        guard let mark = file.mark, let changes = try store.perceptualChanges(since: mark) else { return nil }
        return changes.added.count + changes.removed.count
    }
}
