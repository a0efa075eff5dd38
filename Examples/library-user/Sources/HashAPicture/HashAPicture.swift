import FoundationEssentials
import Hashing

/// Hashes the picture named first and says how far each of the others is from it.
@main struct HashAPicture {
    static func main() throws {
        let paths = CommandLine.arguments.dropFirst()
        guard let first = paths.first else { return print("usage: HashAPicture FILE [FILE…]") }
        let bytes = [UInt8](try Data(contentsOf: URL(filePath: first)))

        let known = try PDQ.hash(decoding: bytes)
        print("\(first): pdq \(known.hex), quality \(known.quality)")
        print("\(first): sha256 \(FileHashes.compute(bytes).hex(.sha256) ?? "")")

        let index = HashIndex([known.hash])
        for path in paths.dropFirst() {
            let other = try PDQ.hash(decoding: [UInt8](try Data(contentsOf: URL(filePath: path))))
            let near = index.matches(for: other.hash, within: PDQHash.customaryDistance)
            print("\(path): \(near.first.map { "distance \($0.distance)" } ?? "no match")")
        }
    }
}
