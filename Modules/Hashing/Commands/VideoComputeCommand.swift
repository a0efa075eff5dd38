import AllianceKit
import CommandLineKit
import Imaging

/// `alliance hashing video compute`
struct VideoComputeCommand: Command {
    static let name = "compute"
    static let summary = "Compute the hashes of videos' frames (vPDQ) and their digests."
    static let discussion = """
        Decodes a video frame by frame and computes PDQ of each frame chosen; with --frames every and --frame-size full that is \
        what the reference vPDQ computes, bit for bit. Nothing is written to disk and no workspace is needed. A pipe is read once; an \
        MP4 from a pipe must have its index first.

        A video that is cut or damaged gives the frames up to there beside the error. With --to the hashes of one video are written in \
        a form of vPDQ: vpdq (text, one line a frame) or vpdq-json (an array of strings).
        """
    static let examples = [
        CommandExample("every frame", "alliance hashing video compute clip.mp4"),
        CommandExample("one frame a second, as text", "alliance hashing video compute --frames 1 --to vpdq clip.mp4"),
        CommandExample(
            "scenes of a folder, fast",
            "alliance hashing video compute --recursive --frames key --frame-size gray512 --scene-distance 31 folder"),
        CommandExample("from a pipe", "cat clip.mkv | alliance hashing video compute -"),
    ]
    static let output = OutputShape.records([
        OutputField("path", .text, "the file as given or found; `-` is standard input"),
        OutputField("bytes", .integer, "its length"),
        OutputField("width", .integer, "pixels across"),
        OutputField("height", .integer, "pixels down"),
        OutputField("md5", .text, "MD5, 32 hexadecimal digits", inTable: false),
        OutputField("sha1", .text, "SHA-1, 40 hexadecimal digits", inTable: false),
        OutputField("sha256", .text, "SHA-256, 64 hexadecimal digits", inTable: false),
        OutputField(
            "video", .object,
            "container, codec, duration in seconds, frameRate, frameSize and pdqProfile of the hashes, frames left out as near (skipped)",
            inTable: false),
        OutputField("frames", .integer, "frames hashed"),
        OutputField("selection", .text, "which frames were chosen", inTable: false),
        OutputField("hashes", .list, "`hash,quality,timestamp` of each frame, in order", inTable: false),
        OutputField("error", .object, "why something is missing: code and message"),
    ])

    @OptionGroup var source: FileOptions
    @OptionGroup var video: VideoOptions
    @Option("Which digests, separated by commas.", placeholder: "LIST") var algorithms = HashAlgorithms.all
    @Option("Write the hashes of one video in this form: vpdq or vpdq-json.", placeholder: "FORM") var to: String?
    @Argument("Videos to hash; - is standard input.", placeholder: "FILE") var files: [String]

    mutating func validate() throws {
        try source.validate()
        try video.validate()
        if let to {
            guard VideoHashFile.forms.contains(to) else {
                throw UsageError(
                    "--to \(to) is not a form of vPDQ; there are: \(VideoHashFile.forms.joined(separator: ", "))")
            }
            guard files.count == 1, !source.recursive else { throw UsageError("--to needs exactly one FILE") }
        }
    }

    func run(_ context: CommandContext) async throws {
        let options = video.options
        let hasher = VideoHasher(context, options, algorithms: algorithms)
        if let to { return try write(HashedVideo.read(files[0], hasher), to, context) }
        let paths = FileWalker.files(files, recursive: source.recursive) { context.report($0) }
        let progress = context.talk.progress("hashing", total: paths.count)
        try await OrderedWork.run(paths, limit: source.limit) { path in
            HashedVideo.read(path, hasher)
        } body: { file in
            if let error = file.error { context.report(error.located(at: SourcePlace(file: file.path))) }
            try context.output.write(file.json(options), as: Self.output)
            progress.advance()
        }
        progress.finish()
    }

    private func write(_ file: HashedVideo, _ form: String, _ context: CommandContext) throws {
        if let error = file.error { context.report(error.located(at: SourcePlace(file: file.path))) }
        guard case .success(let hashes) = file.result, let found = hashes.video else {
            return try context.output.document([])
        }
        try context.output.document(try VideoHashFile.bytes(of: found.frames, form))
    }
}
