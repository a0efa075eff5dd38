import AllianceKit
import Glibc

/// Runs the suites named, or all of them, in a folder of their own, and prints a line for each figure:
/// `name value unit ratio-to-baseline target ok|below`.
@main struct Bench {
    /// The suites, by the word that asks for them.
    static let suites: [(name: String, run: @Sendable (String) throws -> [BenchFigure])] = [
        ("storage", { try StorageBench.run(in: $0) }),
        ("ledger", { try LedgerBench.run(in: $0) }),
        ("hashing", { try HashingBench.run(in: $0) }),
        ("index", { try IndexBench.run(in: $0) }),
        ("lists", { try ListsBench.run(in: $0) }),
        ("video", { try VideoBench.run(in: $0) }),
        ("takedown", { try TakedownBench.run(in: $0) + TakedownMailBench.run(in: $0) }),
        ("formats", { try ListFormatsBench.run(in: $0) }),
    ]

    static func main() {
        let words = CommandLine.arguments.dropFirst()
        do {
            for suite in suites where words.isEmpty || words.contains(suite.name) {
                let folder = "\(temporaryFolder())/alliance-bench-\(getpid())"
                try Files.makeFolder(folder)
                defer { clear(folder) }
                for figure in try suite.run(folder) { say(figure.line) }
            }
        } catch {
            say("failed: \(error)")
            exit(1)
        }
    }

    /// `$TMPDIR`, else the current folder: a folder in memory would make every disk look fast.
    private static func temporaryFolder() -> String {
        unsafe getenv("ALLIANCE_BENCH_FOLDER").map { unsafe String(cString: $0) } ?? "."
    }

    private static func clear(_ folder: String) {
        for name in (try? Files.names(in: folder)) ?? [] { try? Files.remove("\(folder)/\(name)") }
        _ = unsafe rmdir(folder)
    }

    private static func say(_ text: String) {
        try? Files.writeAll(Array((text + "\n").utf8), to: 1, name: "standard output")
    }
}
