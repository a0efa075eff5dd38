import AllianceKit

/// The index file of a workspace: where it is, when it is worth building, and building it.
enum IndexKeeper {
    /// The file's name below the workspace's `index` folder.
    static let name = "pdq.index"
    /// Changes that are looked up beside the index before it is built anew: up to here they take a command some ten milliseconds to read.
    static let changeLimit: Int64 = 4096

    /// The file of a workspace.
    static func path(_ workspace: Workspace) -> String { "\(workspace.indexFolder)/\(name)" }

    /// Builds the index after lists have changed, if there are enough hashes for one and the one that is there has fallen behind. True if
    /// it was built.
    @discardableResult static func refresh(_ workspace: Workspace, at time: Instant) throws -> Bool {
        let hashes = try workspace.lists.lists().reduce(0) { $0 + $1.perceptual }
        guard hashes >= IndexSlots.leastHashes else { return false }
        if let file = try? MappedIndex(path: path(workspace)).file, let mark = file.mark {
            let now = try workspace.lists.perceptualMark()
            let behind = now.sequence - mark.sequence
            if mark.database == now.database, 0...changeLimit ~= behind { return false }
        }
        _ = try build(workspace, at: time)
        return true
    }

    /// The same at the end of a command whose work is done: if the index cannot be built the hashes are read from the lists, so that is only said.
    static func refresh(_ context: CommandContext) {
        do { try refresh(context.workspace(), at: context.surroundings.now()) } catch {
            context.talk.warn(
                "the index could not be built anew: \(error); build it with: alliance hashing index build")
        }
    }

    /// Builds the index of all lists, whatever their number.
    static func build(_ workspace: Workspace, at time: Instant) throws -> IndexFile {
        try Files.makeFolder(workspace.indexFolder)
        return try write(workspace.lists, to: path(workspace), built: time)
    }

    /// Writes the index of all lists of a store.
    static func write(_ store: any HashListStore, to path: String, built: Instant) throws -> IndexFile {
        // The mark first: what changes while the hashes are read is then looked up twice, never lost.
        let mark = try store.perceptualMark()
        return try IndexBuilder.write(words(of: store, in: nil), to: path, mark: mark, built: built)
    }

    /// The hashes of lists, four words each, most significant first.
    static func words(of store: any HashListStore, in lists: [String]?) throws -> [UInt64] {
        var words: [UInt64] = []
        try store.forEachPerceptualHash(in: lists) { words.append($0) }
        return words
    }
}
