import AllianceKit
import FuzzKit
import Storage

/// Hostile SQLite files are read or refused; nothing in them runs.
@main struct Fuzz {
    static func main() {
        fuzz { bytes in
            var input = InputFile(name: "no such file", bytes: bytes)
            try? NSRLImporter().read(&input) { result in
                if case .success(let entry) = result, !entry.hasHash { fatalError("an entry without a hash") }
            }
        }
    }
}
