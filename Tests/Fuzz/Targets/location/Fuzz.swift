import FuzzKit
import Takedown

/// Hostile header fields of an answer: where a redirect leads, and what is said of the content.
@main struct Fuzz {
    static let base = try? WebURL(parsing: "https://www.example.org:8443/v/1.mp4?a=b")

    static func main() {
        fuzz { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            guard let base else { return }
            if let target = RedirectTarget.resolve(text, against: base) {
                precondition(target.scheme == "http" || target.scheme == "https")
                // What was resolved is a URL that reads back as itself.
                precondition((try? WebURL(parsing: target.description)) == target)
            }
            let lines = text.split(separator: "\n").map { line -> (name: String, value: String) in
                let parts = line.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
                return (parts[0].lowercased(), parts.count > 1 ? String(parts[1]) : "")
            }
            let partial = ContentFingerprint(status: 206, headers: lines)
            let whole = ContentFingerprint(status: 200, headers: lines)
            precondition(!partial.differsStrongly(from: partial) && !whole.differsStrongly(from: whole))
            precondition((partial.length ?? 0) >= 0 && (whole.length ?? 0) >= 0)
        }
    }
}
