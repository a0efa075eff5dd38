public import AllianceKit

/// Reads the text form of vPDQ's C++ tools: `frame,quality,hash,timestamp` a line.
public struct VideoHashTextImporter: Importer {
    /// `vpdq`
    public static let format = FormatDescription(
        name: "vpdq", title: "vPDQ text", subject: "video hashes", fileExtensions: ["txt", "vpdq"],
        mediaType: "text/plain", specification: "docs/hashing.md, Video")
    /// A good file, and one with a line of each kind of fault.
    public static let examples = [
        FormatExample("two frames", String(decoding: VideoHashTextExporter.example, as: UTF8.self), items: 2),
        FormatExample(
            "bad lines",
            """
            0,100,c495c53700955a3cf8db0c30cf0337c8fcc43c2fc3003bc7c3c3c70f3ccf003c,0.000
            1,100,c495c53700955a3c,0.033
            2,101,c495c53700955a3cf8db0c30cf0337c8fcc43c2fc3003bc7c3c3c70f3ccf003c,0.067
            3,100,c495c53700955a3cf8db0c30cf0337c8fcc43c2fc3003bc7c3c3c70f3ccf003c,soon
            one line of prose
            """, items: 1, errors: Array(repeating: "hashing.vpdq.field", count: 4)),
    ]

    /// Makes a reader.
    public init() {}

    /// Hands over every frame, or the error of a line. Blank lines do no harm.
    public func read(_ input: inout InputFile, _ body: (Result<VideoFrameHash, AllianceError>) throws -> Void) throws {
        var count = 0
        while true {
            let result: Result<VideoFrameHash, AllianceError>
            do {
                guard let line = try input.nextLine(limit: 1024) else { return }
                if line.allSatisfy({ $0 == 0x20 || $0 == 0x09 }) { continue }
                result = .success(try Self.frame(line))
            } catch let error as AllianceError where error.code != "file.read" {
                result = .failure(error.located(at: input.place))
            }
            count += 1
            guard count <= VideoHashFields.frameLimit else {
                throw AllianceError(
                    "hashing.vpdq.frames", "more than \(VideoHashFields.frameLimit) frames", at: input.place)
            }
            try body(result)
        }
    }

    private static func frame(_ line: [UInt8]) throws(AllianceError) -> VideoFrameHash {
        let fields = String(decoding: line, as: UTF8.self).split(separator: ",", omittingEmptySubsequences: false)
        guard fields.count == 4 else { throw VideoHashFields.fault("the line is not frame,quality,hash,timestamp") }
        guard let number = VideoHashFields.integer(fields[0]) else {
            throw VideoHashFields.fault("the frame is not a whole number")
        }
        return try VideoHashFields.frame(number, hash: fields[2], quality: fields[1], timestamp: fields[3])
    }
}
