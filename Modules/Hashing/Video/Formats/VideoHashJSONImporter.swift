public import AllianceKit

/// Reads the form of the Python bindings (`tx`, HMA): a JSON array of strings `hash,quality,timestamp`. Frames are numbered by their place.
public struct VideoHashJSONImporter: Importer {
    /// `vpdq-json`
    public static let format = FormatDescription(
        name: "vpdq-json", title: "vPDQ JSON", subject: "video hashes", fileExtensions: ["json"],
        mediaType: "application/json", specification: "docs/hashing.md, Video")
    /// A good file, one with bad frames, and one that is no array.
    public static let examples = [
        FormatExample("two frames", String(decoding: VideoHashJSONExporter.example, as: UTF8.self), items: 2),
        FormatExample(
            "bad frames",
            """
            ["c495c53700955a3cf8db0c30cf0337c8fcc43c2fc3003bc7c3c3c70f3ccf003c,100,0.000", 7,
             "c495,100,0.033", "c495c53700955a3cf8db0c30cf0337c8fcc43c2fc3003bc7c3c3c70f3ccf003c"]
            """, items: 1, errors: Array(repeating: "hashing.vpdq.field", count: 3)),
        FormatExample("no array", "{}", items: 0, errors: ["hashing.vpdq.json"]),
    ]

    /// Bytes of a file: 5 million frames.
    static let byteLimit = 512 << 20

    /// Makes a reader.
    public init() {}

    /// Hands over every frame, or the error of an element.
    public func read(_ input: inout InputFile, _ body: (Result<VideoFrameHash, AllianceError>) throws -> Void) throws {
        let place = input.place
        let limits = JSONLimits(bytes: Self.byteLimit, depth: 4)
        let json = try JSONText.decode(try input.readAll(limit: Self.byteLimit), limits: limits, at: place)
        guard let frames = json.arrayValue else {
            throw AllianceError("hashing.vpdq.json", "the file is not an array of frames", at: place)
        }
        guard frames.count <= VideoHashFields.frameLimit else {
            throw AllianceError("hashing.vpdq.frames", "more than \(VideoHashFields.frameLimit) frames", at: place)
        }
        for (number, value) in frames.enumerated() {
            let result: Result<VideoFrameHash, AllianceError>
            do throws(AllianceError) {
                result = .success(try Self.frame(number, value))
            } catch {
                result = .failure(error.located(at: SourcePlace(file: input.name, path: "[\(number)]")))
            }
            try body(result)
        }
    }

    private static func frame(_ number: Int, _ value: JSONValue) throws(AllianceError) -> VideoFrameHash {
        let fields = (value.stringValue ?? "").split(separator: ",", omittingEmptySubsequences: false)
        guard fields.count == 3 else { throw VideoHashFields.fault("the element is not \"hash,quality,timestamp\"") }
        return try VideoHashFields.frame(number, hash: fields[0], quality: fields[1], timestamp: fields[2])
    }
}
