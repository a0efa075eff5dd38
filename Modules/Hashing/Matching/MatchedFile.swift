import AllianceKit

/// A file with the entries it met, in a form that an idempotency key can remember.
struct MatchedFile: Sendable, Codable {
    var path: String
    /// Nil when the file could not be read.
    var file: KnownFileMatch.HashedFile?
    var matches: [ListMatch] = []
    /// The ids of the recorded matches, in the order of `matches`, nil for those that were held back; empty unless they were recorded.
    var ids: [EntityID?] = []
    /// Places in `matches` of entries in quarantine.
    var held: [Int]?
    /// How often the material was met so far; nil unless it was recorded.
    var times: Int?
    /// Names the state of the lists searched.
    var index: String
    var unmatched: Problem?
    var error: Problem?

    /// An error as it is printed in a record.
    struct Problem: Sendable, Codable {
        var code: String
        var message: String

        init(_ error: AllianceError) {
            code = error.code
            message = error.message
        }

        var json: JSONValue { ["code": .string(code), "message": .string(message)] }
        func alliance(_ path: String) -> AllianceError {
            AllianceError(code, message, at: SourcePlace(file: path))
        }
    }

    /// Looks a hashed file up.
    init(_ hashed: HashedPath, _ matcher: ListMatcher) throws {
        path = hashed.path
        index = matcher.version
        error = hashed.error.map(Problem.init)
        guard case .success(let hashes) = hashed.result else { return }
        file = hashes.file(readAs: hashed.path)
        matches = try matcher.matches(for: hashes)
        unmatched = matcher.obstacle(for: hashes).map(Problem.init)
    }

    /// The documented members.
    var json: JSONObject {
        var object: JSONObject = ["path": .string(path)]
        if let file {
            object["bytes"] = .int(file.bytes)
            if let width = file.width, let height = file.height {
                object["width"] = .int(width)
                object["height"] = .int(height)
            }
            for algorithm in [DigestAlgorithm.md5, .sha1, .sha256] {
                object[algorithm.rawValue] = file.digest(algorithm).map { .string($0.hex) }
            }
            if let pdq = file.pdq {
                object["pdq"] = .string(pdq.hex)
                object["pdqQuality"] = .int(file.pdqQuality)
                object["pdqProfile"] = .text(file.pdqProfile)
            }
            object["matches"] = .array(
                matches.enumerated().map { place, match in
                    var json = match.json
                    if place < ids.count, let id = ids[place] { json["id"] = .text(id) }
                    if held?.contains(place) == true { json["quarantined"] = true }
                    return .object(json)
                })
            object["found"] = .array(
                matches.enumerated().map { place, match in
                    let id = place < ids.count ? ids[place].map { " \($0)" } ?? "" : ""
                    let held = held?.contains(place) == true ? " quarantined" : ""
                    return .string(
                        "\(match.list)/\(match.entry) (\(match.algorithm.rawValue) \(match.distance))\(id)\(held)")
                })
        }
        object["times"] = times.map { .int($0) }
        object["index"] = .string(index)
        object["unmatched"] = unmatched?.json
        object["error"] = error?.json
        return object
    }
}
