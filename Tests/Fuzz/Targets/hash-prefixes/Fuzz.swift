import AllianceKit
import FuzzKit
import Takedown

/// A file that reads is written again as a file that says the same. Numbers that read are coded again as the same numbers.
@main struct Fuzz {
    static let schemes = [RiceScheme.v4, .v5Bits32, .v5Bits64, .v5Bits128, .v5Bits256]

    static func main() {
        fuzz { bytes in
            if let file = try? HashPrefixFile.decode(bytes) {
                guard let again = try? HashPrefixFile.decode(HashPrefixFile.encode(file)), again == file else {
                    fatalError("a file is written as another")
                }
                if let list = file.list, let update = try? HashPrefixUpdate(from: list, to: list) {
                    guard (try? update.apply(to: list)) == list else { fatalError("no change changes a list") }
                }
            }
            // The same bytes as numbers: two of them choose the scheme and the parameter.
            guard bytes.count > 40 else { return }
            let scheme = schemes[Int(bytes[0]) % schemes.count]
            let first = Array(bytes[8..<(8 + scheme.byteCount)])
            guard
                let coded = try? RiceCoded(
                    scheme, firstValue: first, parameter: Int(bytes[1]), entries: Int(bytes[2]),
                    data: Array(bytes[40...]))
            else { return }
            if scheme == .v4, let places = try? coded.indices() {
                guard let again = RiceCoded(indices: places, scheme), (try? again.indices()) == places else {
                    fatalError("numbers are coded as others")
                }
            } else {
                _ = try? coded.indices()
            }
        }
    }
}
