import AllianceKit
import Formats
import FuzzKit
import Hashing

/// Hostile XML is read or refused, and what our scanner takes as well-formed, libxml2 does too; names and hashes that are read survive
/// writing and reading again.
@main struct Fuzz {
    static func main() {
        let limits = XMLLimits(depth: 33)
        fuzz { bytes in
            let (entries, isWhole) = read(bytes)
            if isWhole, (try? XMLDocument(bytes, named: "fuzz", limits: limits)) == nil,
                String(validating: bytes, as: UTF8.self) != nil
            {
                refused(bytes, limits)
            }
            let exporter = NCMECExporter()
            var written = exporter.begin()
            for entry in entries { written += (try? exporter.bytes(of: entry)) ?? [] }
            let (back, again) = read(written + exporter.end())
            if !again { fatalError("what was written is not well-formed") }
            if hashes(back) != hashes(entries) { fatalError("a hash is lost by writing") }
        }
    }

    /// The other reader has limits of its own, and knows more of names than that they start with a letter.
    private static func refused(_ bytes: [UInt8], _ limits: XMLLimits) {
        do { _ = try XMLDocument(bytes, named: "fuzz", limits: limits) } catch let error as AllianceError {
            let ascii = bytes.allSatisfy { $0 < 0x80 }
            let namespaces = ["amespace", "xmlns", "colon", "QName"].contains { error.message.contains($0) }
            if ascii, error.code == "xml.syntax", !namespaces { fatalError("not well-formed: \(error)") }
        } catch {
            fatalError("another error: \(error)")
        }
    }

    /// No SHA-256: the service knows none.
    private static func hashes(_ entries: [HashEntry]) -> Set<String> {
        Set(entries.flatMap { $0.digests.filter { $0.algorithm != .sha256 }.map(\.description) + [$0.pdq?.hex ?? ""] })
            .subtracting([""])
    }

    private static func read(_ bytes: [UInt8]) -> (entries: [HashEntry], isWhole: Bool) {
        var input = InputFile(name: "fuzz", bytes: bytes)
        var entries: [HashEntry] = []
        do {
            try NCMECImporter().read(&input) { if case .success(let entry) = $0 { entries.append(entry) } }
            return (entries, true)
        } catch {
            return (entries, false)
        }
    }
}
