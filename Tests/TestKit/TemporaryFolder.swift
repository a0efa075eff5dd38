import Foundation

/// A fresh folder for one test, removed when it is no longer used.
public final class TemporaryFolder: Sendable {
    /// Its path.
    public let path: String

    /// Makes it.
    public init() throws {
        path = NSTemporaryDirectory() + "alliance-test-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    /// The path of something in it.
    public func file(_ name: String) -> String { "\(path)/\(name)" }

    /// Writes a file in it and returns its path.
    public func write(_ name: String, _ text: String) throws -> String {
        try Data(text.utf8).write(to: URL(fileURLWithPath: file(name)))
        return file(name)
    }
}
