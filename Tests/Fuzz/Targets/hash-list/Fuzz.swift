import AllianceKit
import FuzzKit
import Hashing

/// Entries that are read can be exported and read again as the same entries.
@main struct Fuzz {
    static func main() {
        fuzz { bytes in
            let entries = read(bytes)
            var exported: [UInt8] = []
            var next = entries.makeIterator()
            try? HashListCSVExporter().write(to: &exported) { next.next() }
            if read(exported) != entries { fatalError("an entry reads as another entry after it was exported") }
        }
    }

    private static func read(_ bytes: [UInt8]) -> [HashEntry] {
        var input = InputFile(name: "fuzz", bytes: bytes)
        var entries: [HashEntry] = []
        try? HashListCSVImporter().read(&input) { if case .success(let entry) = $0 { entries.append(entry) } }
        return entries
    }
}
