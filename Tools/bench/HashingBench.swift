/// Hashes of pictures and files; `IndexBench` measures the search for them.
enum HashingBench {
    /// Measures all of it.
    static func run(in folder: String) throws -> [BenchFigure] {
        try PDQBench.run(in: folder) + DigestBench.run(in: folder)
    }
}
