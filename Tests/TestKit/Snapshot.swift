import Foundation
public import Testing

/// Compares text with a file below `Tests/Snapshots` and shows the first lines that differ.
///
/// With `ALLIANCE_UPDATE_SNAPSHOTS=1` in the environment the file is written instead; look at the difference before committing it.
public enum Snapshot {
    /// Expects `text` to be what the file `name` holds.
    public static func expect(
        _ text: String, _ name: String, sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        let path = "\(Fixtures.package)/Tests/Snapshots/\(name)"
        if ProcessInfo.processInfo.environment["ALLIANCE_UPDATE_SNAPSHOTS"] == "1" {
            let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try Data(text.utf8).write(to: URL(fileURLWithPath: path))
            return
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            Issue.record(
                "there is no snapshot \(name); run with ALLIANCE_UPDATE_SNAPSHOTS=1 to make it",
                sourceLocation: sourceLocation)
            return
        }
        let expected = String(decoding: data, as: UTF8.self)
        guard text != expected else { return }
        Issue.record(
            "\(name) differs (ALLIANCE_UPDATE_SNAPSHOTS=1 rewrites it):\n\(difference(expected, text))",
            sourceLocation: sourceLocation)
    }

    /// The lines that differ, with `-` for what was expected and `+` for what came; at most 40.
    public static func difference(_ expected: String, _ actual: String) -> String {
        let before = expected.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let after = actual.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        let changes = after.difference(from: before).map { change in
            switch change {
            case .remove(let line, let text, _): (line, 0, "\(line + 1) - \(text)")
            case .insert(let line, let text, _): (line, 1, "\(line + 1) + \(text)")
            }
        }
        let sorted = changes.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2)
        return sorted.prefix(40).joined(separator: "\n") + (sorted.count > 40 ? "\n(\(sorted.count - 40) more)" : "")
    }
}
