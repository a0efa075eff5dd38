import AllianceKit
import Foundation
import TestKit

/// The package's own source files, for rules that only their text can show.
enum SourceFiles {
    /// Paths of Swift files below a folder of the package, relative to it, sorted.
    static func under(_ folder: String) throws -> [String] {
        let root = "\(Fixtures.package)/\(folder)"
        guard let found = FileManager.default.enumerator(atPath: root) else { return [] }
        return found.compactMap { $0 as? String }.filter { $0.hasSuffix(".swift") }.map { "\(folder)/\($0)" }.sorted()
    }

    /// The text of a file.
    static func text(_ path: String) throws -> String {
        String(decoding: try Files.read("\(Fixtures.package)/\(path)"), as: UTF8.self)
    }

    /// The modules a file imports.
    static func imports(of path: String) throws -> [String] {
        try text(path).split(separator: "\n").compactMap { line in
            let words = line.split(separator: " ").filter { !$0.hasPrefix("@") }
            let start = words.first.map { ["public", "internal", "private", "package"].contains($0) ? 1 : 0 } ?? 0
            guard words.count > start + 1, words[start] == "import" else { return nil }
            return words[words.count - 1].split(separator: ".").first.map(String.init)
        }
    }
}
