import AllianceKit

/// The members of the documented shapes.
extension FileHashes {
    /// Size, digests and perceptual hash, as far as they are there.
    var json: JSONObject {
        var object: JSONObject = ["bytes": .integer(Int64(byteCount))]
        if let width, let height {
            object["width"] = .integer(Int64(width))
            object["height"] = .integer(Int64(height))
        }
        for algorithm in [HashAlgorithm.md5, .sha1, .sha256] {
            object[algorithm.rawValue] = hex(algorithm).map { .string($0) }
        }
        if let pdq {
            object["pdq"] = .string(pdq.hex)
            object["pdqQuality"] = .integer(Int64(pdq.quality))
            object["pdqProfile"] = .string(pdq.profile.rawValue)
        }
        if let box = unletterboxed {
            object["unletterboxed"] = .array([.int(box.x), .int(box.y), .int(box.width), .int(box.height)])
        }
        if let video { object["video"] = .object(video.json) }
        if let dihedral {
            object["dihedral"] = .object(
                JSONObject(PDQOrientation.allCases.map { ($0.rawValue, .string(dihedral[$0].hex)) }))
        }
        return object
    }

    /// What a match record keeps of the file: its name without folders, never its path.
    func file(readAs path: String) -> KnownFileMatch.HashedFile {
        let name = path == "-" ? nil : path.split(separator: "/").last.map(String.init)
        return KnownFileMatch.HashedFile(
            name: name, bytes: byteCount, width: width, height: height, digests: digests, pdq: pdq?.hash,
            pdqQuality: pdq?.quality, pdqProfile: pdq?.profile.rawValue)
    }
}

extension AllianceError {
    /// `{"code","message"}`, the error object of records and filters.
    var json: JSONValue { ["code": .string(code), "message": .string(message)] }
}

extension JSONObject {
    /// Appends the members of another object.
    mutating func merge(_ other: JSONObject) { for member in other.members { self[member.name] = member.value } }
}
