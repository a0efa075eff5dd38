import AllianceKit
import CommandLineKit

/// `alliance hashing compute`
struct ComputeCommand: Command {
    static let name = "compute"
    static let summary = "Compute the hashes of files."
    static let discussion = """
        Reads each file once and computes digests and, for pictures (JPEG, PNG, WebP, GIF, TIFF, HEIC), the perceptual hash PDQ with its quality. \
        Pictures are recognised by content, never by name. Nothing is stored and no workspace is needed.

        A file that cannot be read, or that is no good picture, is named with an error code in its record and on standard \
        error; the others are done and the exit code is 1. Digests are given for any readable file: with --algorithms \
        sha256 no file needs to be a picture.
        """
    static let examples = [
        CommandExample("hash a picture", "alliance hashing compute photo.jpg"),
        CommandExample(
            "digests of a whole folder", "alliance hashing compute --recursive --algorithms md5,sha1 folder"),
        CommandExample("from a pipe", "cat photo.jpg | alliance hashing compute -"),
    ]
    static let output = OutputShape.records([
        OutputField("path", .text, "the file as given or found; `-` is standard input"),
        OutputField("bytes", .integer, "its length"),
        OutputField("width", .integer, "pixels across"),
        OutputField("height", .integer, "pixels down"),
        OutputField("md5", .text, "MD5, 32 hexadecimal digits", inTable: false),
        OutputField("sha1", .text, "SHA-1, 40 hexadecimal digits", inTable: false),
        OutputField("sha256", .text, "SHA-256, 64 hexadecimal digits", inTable: false),
        OutputField("pdq", .text, "PDQ, 64 hexadecimal digits"),
        OutputField("pdqQuality", .integer, "PDQ quality, 0 to 100; below 50 the hash says little", title: "quality"),
        OutputField("pdqProfile", .text, "how the PDQ hash was computed", inTable: false),
        OutputField(
            "unletterboxed", .list,
            "with --unletterbox: the part that PDQ was computed of: x, y, width, height in pixels", inTable: false),
        OutputField("dihedral", .object, "with --dihedral: the PDQ hashes of the eight orientations by name"),
        OutputField("unmatched", .object, "why match leaves the PDQ hash out: code and message", inTable: false),
        OutputField(
            "video", .object, "of a video: container, codec, duration, frameRate, frameSize and pdqProfile",
            inTable: false),
        OutputField("hashes", .list, "of a video: `hash,quality,timestamp` of each frame chosen", inTable: false),
        OutputField("error", .object, "why something is missing: code and message"),
    ])

    @OptionGroup var source: FileOptions
    @Option("Which hashes, separated by commas.", placeholder: "LIST") var algorithms = HashAlgorithms.all
    @Option("How PDQ is computed.", placeholder: "PROFILE") var profile = PDQProfile.full
    @Option("Of videos, which frames: every, key, or so many a second.", placeholder: "FRAMES")
    var videoFrames = FrameSelection.perSecond(1)
    @Flag("Also the PDQ hashes of the seven rotations and reflections.") var dihedral: Bool
    @Flag("Remove borders of one colour before PDQ is computed.") var unletterbox: Bool
    @Argument("Files to hash; - is standard input.", placeholder: "FILE") var files: [String]

    mutating func validate() throws {
        try source.validate()
        if dihedral, !algorithms.algorithms.contains(.pdq) {
            throw UsageError("--dihedral needs pdq among --algorithms")
        }
        if unletterbox, !algorithms.algorithms.contains(.pdq) {
            throw UsageError("--unletterbox needs pdq among --algorithms")
        }
    }

    func run(_ context: CommandContext) async throws {
        let paths = FileWalker.files(files, recursive: source.recursive) { context.report($0) }
        let progress = context.talk.progress("hashing", total: paths.count)
        let hasher = try FileHasher(
            context,
            HashOptions(algorithms: algorithms, profile: profile, dihedral: dihedral, unletterbox: unletterbox),
            frames: videoFrames)
        hasher.warm(min(source.limit, paths.count))
        try await OrderedWork.run(paths, limit: source.limit) { path in
            HashedPath.read(path, hasher)
        } body: { file in
            if let error = file.error { context.report(error.located(at: SourcePlace(file: file.path))) }
            try context.output.write(file.json, as: Self.output)
            progress.advance()
        }
        progress.finish()
    }
}
