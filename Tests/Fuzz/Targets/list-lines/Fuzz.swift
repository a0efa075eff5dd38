import AllianceKit
import FuzzKit
import Hashing

/// Hostile lists of one entry a line are read or refused, whatever they claim to be; hashes survive writing and reading again.
@main struct Fuzz {
    static func main() {
        fuzz { bytes in
            _ = read(DigestLinesImporter(), bytes)
            _ = read(TXDatasetImporter(), bytes)
            check(PDQListImporter(), PDQListExporter(), bytes)
            check(TXFileImporter(), TXFileExporter(), bytes)
            check(HashdeepImporter(), HashdeepExporter(), bytes)
        }
    }

    private static func check(_ importer: some HashListImporter, _ exporter: some HashListExporter, _ bytes: [UInt8]) {
        guard let start = try? exporter.begin(), let end = try? exporter.end() else { fatalError("no frame") }
        // hashdeep has no place for entries that lack a digest; they are left out by the first writing already.
        let once = start + read(importer, bytes).flatMap { (try? exporter.bytes(of: $0)) ?? [] } + end
        let entries = read(importer, once)
        let twice = start + entries.flatMap { (try? exporter.bytes(of: $0)) ?? [] } + end
        if read(importer, twice) != entries { fatalError("an entry reads as another one after it was written") }
    }

    private static func read(_ importer: some HashListImporter, _ bytes: [UInt8]) -> [HashEntry] {
        var input = InputFile(name: "fuzz", bytes: bytes)
        var entries: [HashEntry] = []
        try? importer.read(&input) { if case .success(let entry) = $0 { entries.append(entry) } }
        return entries
    }
}
