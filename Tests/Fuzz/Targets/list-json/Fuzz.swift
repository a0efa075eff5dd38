import AllianceKit
import FuzzKit
import Hashing

/// Hostile pages of StopNCII and ThreatExchange are read or refused; StopNCII's hashes survive writing and reading again.
@main struct Fuzz {
    static func main() {
        fuzz { bytes in
            _ = read(ThreatExchangeImporter(), bytes)
            let entries = read(StopNCIIImporter(), bytes)
            let exporter = StopNCIIExporter()
            let written = exporter.begin() + entries.flatMap { exporter.bytes(of: $0) } + exporter.end()
            if hashes(read(StopNCIIImporter(), written)) != hashes(entries) { fatalError("a hash is lost by writing") }
        }
    }

    private static func hashes(_ entries: [HashEntry]) -> Set<String> {
        Set(entries.flatMap { $0.digests.map(\.description) + [$0.pdq?.hex ?? ""] }).subtracting([""])
    }

    private static func read(_ importer: some HashListImporter, _ bytes: [UInt8]) -> [HashEntry] {
        var input = InputFile(name: "fuzz", bytes: bytes)
        var entries: [HashEntry] = []
        try? importer.read(&input) { if case .success(let entry) = $0 { entries.append(entry) } }
        return entries
    }
}
