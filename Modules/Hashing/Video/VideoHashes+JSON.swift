import AllianceKit
import Imaging

extension VideoHashes {
    /// What the video is and how its frames were hashed, without the hashes.
    var json: JSONObject {
        var object: JSONObject = [:]
        if let info {
            object["container"] = .string(info.container)
            object["codec"] = .string(info.codec)
            object["duration"] = info.duration.map { .number(($0 * 1000).rounded() / 1000) }
            object["frameRate"] = info.frameRate.map { .number(($0 * 1000).rounded() / 1000) }
        }
        object["frameSize"] = .string(size.rawValue)
        object["pdqProfile"] = .string(profile.rawValue)
        if skipped > 0 { object["skipped"] = .int(skipped) }
        return object
    }
}
