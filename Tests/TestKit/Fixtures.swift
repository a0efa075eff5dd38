import AllianceKit

/// Files that tests read: `Tests/Fixtures`, `Tests/Snapshots` and `Examples` of this package.
public enum Fixtures {
    /// The package's folder.
    public static let package: String = {
        let parts = #filePath.split(separator: "/").dropLast(3)
        return "/" + parts.joined(separator: "/")
    }()

    /// The path of a file below `Tests/Fixtures`.
    public static func path(_ name: String) -> String { "\(package)/Tests/Fixtures/\(name)" }

    /// The bytes of a file below `Tests/Fixtures`.
    public static func bytes(_ name: String) throws -> [UInt8] { try Files.read(path(name)) }

    /// The text of a file below `Tests/Fixtures`.
    public static func text(_ name: String) throws -> String { String(decoding: try bytes(name), as: UTF8.self) }

    /// The rows of a tab-separated table with one heading row, each as name → value.
    public static func table(_ name: String) throws -> [[String: String]] {
        let lines = try text(name).split(separator: "\n", omittingEmptySubsequences: true)
        guard let heading = lines.first?.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
        else { return [] }
        return lines.dropFirst().map { line in
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            return Dictionary(zip(heading, cells)) { first, _ in first }
        }
    }
}
