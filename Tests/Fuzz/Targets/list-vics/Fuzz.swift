import AllianceKit
import FuzzKit
import Hashing

/// Hostile VICS files are read or refused; hashes that are read survive writing and reading again.
@main struct Fuzz {
    static func main() {
        fuzz { bytes in
            let entries = read(bytes)
            for exporter in [VICSExporter() as any HashListExporter, VICS13Exporter()] {
                guard let start = try? exporter.begin(), let end = try? exporter.end() else { fatalError("no frame") }
                let written = entries.flatMap { (try? exporter.bytes(of: $0)) ?? [] }
                if hashes(read(start + written + end)) != hashes(entries) { fatalError("a hash is lost by writing") }
            }
        }
    }

    private static func hashes(_ entries: [HashEntry]) -> Set<String> {
        Set(entries.flatMap { $0.digests.map(\.description) + [$0.pdq?.hex ?? ""] }).subtracting([""])
    }

    private static func read(_ bytes: [UInt8]) -> [HashEntry] {
        var input = InputFile(name: "fuzz", bytes: bytes)
        var entries: [HashEntry] = []
        try? VICSImporter().read(&input) { if case .success(let entry) = $0 { entries.append(entry) } }
        return entries
    }
}
