import AllianceKit
import Formats
import FuzzKit

/// Records that are read can be written and read again as the same fields.
@main struct Fuzz {
    static func main() {
        fuzz { bytes in
            var input = InputFile(name: "fuzz", bytes: bytes)
            var csv = CSVReader()
            while let next = try? csv.next(&input) {
                guard case .success(let record) = next else { continue }
                var copy = InputFile(name: "again", bytes: CSVWriter().line(record.fields))
                var reader = CSVReader(separator: .comma)
                guard case .success(let again)?? = try? reader.next(&copy), again.fields == record.fields else {
                    fatalError("a record reads as another record after it was written")
                }
            }
        }
    }
}
