import AllianceKit
import FuzzKit
import Hashing

/// A manifest that is read is written as the same text; a line that is read is written as one that reads the same.
@main struct Fuzz {
    static func main() {
        fuzz { bytes in
            let text = String(decoding: bytes, as: UTF8.self)
            if let manifest = try? BundleManifest(text: text), manifest.text != text {
                fatalError("a manifest is written with another text than it was read from")
            }
            for line in bytes.split(separator: 0x0a) {
                guard let entry = try? BundleEntry.read(Array(line)) else { continue }
                guard let written = try? BundleEntry.line(of: entry, origin: "example.org/lists", notes: true),
                    let again = try? BundleEntry.read(Array(written.dropLast())),
                    let twice = try? BundleEntry.line(of: again, origin: "example.org/lists", notes: true)
                else { fatalError("an entry that was read cannot be written") }
                if twice != written { fatalError("an entry is written in two ways") }
            }
        }
    }
}
