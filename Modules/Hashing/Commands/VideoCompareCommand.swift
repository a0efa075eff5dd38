import AllianceKit
import CommandLineKit
import Glibc
import Imaging

/// `alliance hashing video compare`
struct VideoCompareCommand: Command {
    static let name = "compare"
    static let summary = "Say how much of two videos is in each other."
    static let discussion = """
        Each file is a video, or a file of vPDQ hashes in either form (text or JSON), told apart by content. Frames below the quality \
        are dropped and equal hashes count once; a frame is found when any frame of the other video is within the distance. Videos match \
        when both percentages reach what is asked for. The defaults are those of `tx`: 80 % of the query, 0 % of the compared video.
        """
    static let examples = [
        CommandExample("two videos", "alliance hashing video compare query.mp4 known.mp4"),
        CommandExample(
            "against kept hashes, by the rule of the reference's documents",
            "alliance hashing video compare --query-percent 0 --compared-percent 80 query.mp4 known.vpdq"),
    ]
    static let output = OutputShape.record([
        OutputField("query", .text, "the first file"),
        OutputField("compared", .text, "the second file"),
        OutputField("queryFrames", .integer, "distinct frames of the query that count"),
        OutputField("comparedFrames", .integer, "distinct frames of the compared video that count"),
        OutputField("queryFound", .integer, "those of the query that are in the compared video"),
        OutputField("comparedFound", .integer, "those of the compared video that are in the query"),
        OutputField("queryPercent", .number, "percent of the query that is in the compared video"),
        OutputField("comparedPercent", .number, "percent of the compared video that is in the query"),
        OutputField("match", .flag, "whether both percentages reach what was asked for"),
        OutputField("maxDistance", .integer, "the distance used"),
    ])

    @OptionGroup var video: VideoOptions
    @Option("Greatest distance of two frames that are the same, 0 to 255.", placeholder: "BITS") var maxDistance = 31
    @Option("Least quality of a frame that counts, 0 to 100.", placeholder: "QUALITY") var minQuality = 50
    @Option("Percent of the query that must be found.", placeholder: "PERCENT") var queryPercent = 80.0
    @Option("Percent of the compared video that must be found.", placeholder: "PERCENT") var comparedPercent = 0.0
    @Argument("The video, or vPDQ file, that is looked for.", placeholder: "QUERY") var query: String
    @Argument("The video, or vPDQ file, that it is compared with.", placeholder: "COMPARED") var compared: String

    mutating func validate() throws {
        try video.validate()
        guard 0...255 ~= maxDistance else { throw UsageError("--max-distance must be 0 to 255") }
        guard 0...100 ~= minQuality else { throw UsageError("--min-quality must be 0 to 100") }
        guard 0...100 ~= queryPercent, 0...100 ~= comparedPercent else {
            throw UsageError("--query-percent and --compared-percent must be 0 to 100")
        }
    }

    func run(_ context: CommandContext) async throws {
        let hasher = VideoHasher(context, video.options, algorithms: HashAlgorithms([]))
        let first = try hashes(query, hasher, context)
        let second = try hashes(compared, hasher, context)
        let rule = VideoMatchRule(
            distance: maxDistance, quality: minQuality, queryPercent: queryPercent, comparedPercent: comparedPercent)
        let match = rule.compare(first, with: second)
        try context.output.write(
            [
                "query": .string(query), "compared": .string(compared), "queryFrames": .int(match.queryFrames),
                "comparedFrames": .int(match.comparedFrames), "queryFound": .int(match.queryFound),
                "comparedFound": .int(match.comparedFound),
                "queryPercent": .number(Self.hundredths(match.queryPercent)),
                "comparedPercent": .number(Self.hundredths(match.comparedPercent)), "match": .bool(match.isMatch),
                "maxDistance": .int(maxDistance),
            ], as: Self.output)
    }

    /// The hashes in a file, or of a video. What is wrong with parts of it is reported; throws when there is nothing to compare.
    private func hashes(_ path: String, _ hasher: VideoHasher, _ context: CommandContext) throws -> VideoHashes {
        if path != "-", let kept = try VideoHashFile.read(path, report: { context.report($0) }) { return kept }
        let file = HashedVideo.read(path, hasher)
        let place = SourcePlace(file: path)
        guard case .success(let hashes) = file.result, let found = hashes.video else {
            throw (file.error ?? AllianceError("imaging.video.unknown", "is not a video")).located(at: place)
        }
        if let fault = found.fault { context.report(fault.located(at: place)) }
        return found
    }

    private static func hundredths(_ percent: Double) -> Double { (percent * 100).rounded() / 100 }
}
