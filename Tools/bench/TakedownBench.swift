/// What takedown does with many URLs.
enum TakedownBench {
    /// Measures all of it.
    static func run(in folder: String) throws -> [BenchFigure] {
        try URLBench.run(in: folder) + PrefixListBench.run()
    }
}
