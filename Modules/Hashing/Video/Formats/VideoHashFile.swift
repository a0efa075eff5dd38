import AllianceKit

/// Files of vPDQ hashes in either form.
enum VideoHashFile {
    /// The words for the forms.
    static let forms = [VideoHashTextExporter.format.name, VideoHashJSONExporter.format.name]

    /// The hashes as a file in a form.
    static func bytes(of frames: [VideoFrameHash], _ form: String) throws -> [UInt8] {
        var bytes: [UInt8] = []
        var next = frames.makeIterator()
        if form == VideoHashJSONExporter.format.name {
            try VideoHashJSONExporter().write(to: &bytes) { next.next() }
        } else {
            try VideoHashTextExporter().write(to: &bytes) { next.next() }
        }
        return bytes
    }

    /// The hashes in a file, told by its first bytes: `[` begins JSON, a digit and a comma within the line text. Nil for what is neither, as
    /// a video is. Bad frames are reported and left out; throws when the file cannot be read or holds no frame.
    static func read(_ path: String, report: (AllianceError) -> Void) throws -> VideoHashes? {
        var probe = try InputFile(path: path)
        let start = try probe.nextChunk() ?? []
        guard let form = form(of: start) else { return nil }
        var input = try InputFile(path: path)
        var frames: [VideoFrameHash] = []
        func take(_ result: Result<VideoFrameHash, AllianceError>) {
            switch result {
            case .success(let frame): frames.append(frame)
            case .failure(let error): report(error)
            }
        }
        if form == VideoHashJSONImporter.format.name {
            try VideoHashJSONImporter().read(&input) { take($0) }
        } else {
            try VideoHashTextImporter().read(&input) { take($0) }
        }
        guard !frames.isEmpty else {
            throw AllianceError("hashing.vpdq.empty", "the file holds no frame", at: SourcePlace(file: path))
        }
        return VideoHashes(frames: frames)
    }

    private static func form(of start: [UInt8]) -> String? {
        let mark: [UInt8] = [0xef, 0xbb, 0xbf]
        let text = (start.starts(with: mark) ? start.dropFirst(3) : start[...]).drop {
            $0 == 0x20 || $0 == 0x0a || $0 == 0x0d || $0 == 0x09
        }
        if text.first == UInt8(ascii: "[") { return VideoHashJSONImporter.format.name }
        let number = text.prefix(12).prefix { 0x30...0x39 ~= $0 }
        let isText = !number.isEmpty && text.dropFirst(number.count).first == UInt8(ascii: ",")
        return isText ? VideoHashTextImporter.format.name : nil
    }
}
