import AllianceKit
import Glibc

/// Whether derived index files are older than the hash lists they are made of.
enum IndexAgeCheck: HealthCheck {
    static let name = "index"

    static func examine(_ context: CommandContext) throws -> [HealthFinding] {
        let workspace = try context.workspace()
        let lists = try workspace.lists.lists()
        let files = (try? Files.names(in: workspace.indexFolder)) ?? []
        guard let changed = lists.map(\.changed).max() else { return [] }
        if files.isEmpty {
            let hashes = lists.reduce(0) { $0 + $1.perceptual }
            return [HealthFinding(.ok, "index", "none; \(hashes) PDQ hashes are read from the lists")]
        }
        return files.map { name in
            let made = modified("\(workspace.indexFolder)/\(name)")
            let stale = made.map { $0 < changed } ?? true
            return HealthFinding(
                stale ? .warning : .ok, "index \(name)",
                stale ? "older than the lists, which changed \(changed)" : "made \(made.map(\.description) ?? "")",
                hint: stale ? "rebuild it with: alliance hashing index build" : nil)
        }
    }

    private static func modified(_ path: String) -> Instant? {
        var status = stat()
        guard unsafe stat(path, &status) == 0 else { return nil }
        return Instant(
            milliseconds: Int64(status.st_mtim.tv_sec) * 1000 + Int64(status.st_mtim.tv_nsec) / 1_000_000)
    }
}
