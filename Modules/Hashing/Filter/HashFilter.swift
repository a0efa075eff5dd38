import AllianceKit

/// The stream behind `hashing filter` and `hashing match --filter`: one line in, one line out.
struct HashFilter {
    /// Looks hashes up; nil when only hashes are asked for.
    private(set) var matcher: ListMatcher?
    /// Hashes the files that records name.
    let hasher: FileHasher
    /// Bytes of one input line.
    static let lineLimit = 1 << 20

    /// The lists are asked again whether they changed after so many milliseconds, so that what is withdrawn stops matching in a long run.
    private static let patience: Int64 = 250

    private var looked = Instant(milliseconds: 0)

    /// Answers by a matcher, or only with hashes.
    init(matcher: ListMatcher?, hasher: FileHasher) {
        self.matcher = matcher
        self.hasher = hasher
    }

    /// What went through.
    struct Counts: Sendable, Hashable {
        var input = 0
        var output = 0
        var matched = 0
        var errors = 0

        var json: JSONObject {
            ["in": .int(input), "out": .int(output), "matched": .int(matched), "errors": .int(errors)]
        }
    }

    /// Answers all lines of the files, or of standard input, and writes the counts to a descriptor. With a `moment` it is that by which
    /// entries have ended, not the clock's.
    func run(_ files: [String], _ context: CommandContext, summary: Int?, moment: Instant? = nil) throws {
        var filter = self
        filter.looked = context.surroundings.now()
        var counts = Counts()
        // Nothing but answers goes to standard output, whatever the format and however few lines there are.
        try context.output.document([])
        for file in files.isEmpty ? ["-"] : files {
            var input = try InputFile(path: file)
            while let answer = try filter.next(&input, &counts, context, moment) {
                try context.output.document(Array((JSONText.encode(.object(answer)) + "\n").utf8))
                counts.output += 1
            }
        }
        guard let summary else { return }
        guard let descriptor = Int32(exactly: summary), descriptor >= 0 else {
            throw AllianceError("filter.summary", "\(summary) is not a file descriptor", exit: .usage)
        }
        let line = JSONText.encode(.object(counts.json)) + "\n"
        try Files.writeAll(Array(line.utf8), to: descriptor, name: "descriptor \(summary)")
    }

    private mutating func next(
        _ input: inout InputFile, _ counts: inout Counts, _ context: CommandContext, _ moment: Instant?
    ) throws -> JSONObject? {
        let answer: JSONObject
        do {
            guard let line = try input.nextLine(limit: Self.lineLimit) else { return nil }
            // After the line has come, which may have taken a while.
            let now = context.surroundings.now()
            if now.milliseconds - looked.milliseconds >= Self.patience {
                looked = now
                matcher = try matcher?.current(at: moment ?? now)
            }
            let isIndexed = matcher?.indexObstacle == nil
            answer = try self.answer(line)
            if isIndexed { matcher?.tellObstacle(context) }
        } catch let error as AllianceError where error.code == "file.line.too-long" {
            answer = ["id": .null, "error": error.json]
        }
        counts.input += 1
        if answer["error"] != nil { counts.errors += 1 }
        if answer["matches"]?.arrayValue?.isEmpty == false { counts.matched += 1 }
        return answer
    }

    /// The answer to one line. Throws when the index itself turns out to be of no use: then no line could be answered.
    func answer(_ line: [UInt8]) throws -> JSONObject {
        var answer: JSONObject = ["id": .null]
        do {
            guard let record = try JSONText.decode(line).objectValue else {
                throw AllianceError("filter.line", "the line is not an object")
            }
            answer["id"] = record["id"] ?? .null
            if let path = record["path"]?.stringValue { answer["path"] = .string(path) }
            let hashes = try FilterRecord.hashes(record, hasher)
            answer.merge(hashes.json)
            if record["path"] == nil {
                // Only what was given is echoed: size and quality are not known of bare hashes.
                answer["bytes"] = nil
                if record["pdqQuality"] == nil { answer["pdqQuality"] = nil }
                if record["pdqProfile"] == nil { answer["pdqProfile"] = nil }
            }
            if let matcher {
                answer["matches"] = .array(try matcher.matches(for: hashes).map { .object($0.json) })
                answer["unmatched"] = matcher.obstacle(for: hashes)?.json
                answer["index"] = .string(matcher.version)
            }
            answer["error"] = hashes.pictureError?.json
        } catch let error as AllianceError where error.code.hasPrefix("hashing.index.") {
            throw error
        } catch {
            let known = error as? AllianceError ?? AllianceError("filter.line", "the line cannot be used: \(error)")
            answer["error"] = known.json
        }
        return answer
    }
}
