import AllianceKit

/// Whether the index of the workspace is there, as it was written, and not far behind the lists.
enum IndexHealthCheck: HealthCheck {
    static let name = "index"

    static func examine(_ context: CommandContext) throws -> [HealthFinding] {
        let workspace = try context.workspace()
        let hint = "build it with: alliance hashing index build"
        let lists = try workspace.lists.lists()
        guard !lists.isEmpty else { return [] }
        let hashes = lists.reduce(0) { $0 + $1.perceptual }
        let path = IndexKeeper.path(workspace)
        guard Files.exists(path) else {
            let isMissed = hashes >= IndexSlots.leastHashes
            return [
                HealthFinding(
                    isMissed ? .warning : .ok, name, "none; \(hashes) PDQ hashes are read from the lists",
                    hint: isMissed ? hint : nil)
            ]
        }
        do {
            let index = try MappedIndex(path: path)
            try index.verify()
            let file = index.file
            guard let mark = file.mark, let changes = try workspace.lists.perceptualChanges(since: mark) else {
                return [HealthFinding(.warning, name, "too far behind the lists to be used", hint: hint)]
            }
            let behind = changes.added.count + changes.removed.count
            let text = "\(file.hashes) hashes, made \(file.built), \(behind) changes behind"
            let isFar = behind > Int(IndexKeeper.changeLimit)
            return [HealthFinding(isFar ? .warning : .ok, name, text, hint: isFar ? hint : nil)]
        } catch let error as AllianceError {
            return [HealthFinding(.warning, name, error.message, hint: error.hint)]
        }
    }
}
