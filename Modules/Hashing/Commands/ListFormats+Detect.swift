import AllianceKit
import CommandLineKit

extension ListFormats {
    /// The importer for a file whose format nobody named: the first that knows the file by its content, else the only one whose
    /// file name ending fits. Throws `hashing.list.format` when that does not decide.
    static func detect(_ input: inout InputFile, in registry: Registry) throws -> any HashListImporter.Type {
        let all = registry.importers.compactMap { $0 as? any HashListImporter.Type }
        let start = try input.peek(1 << 14)
        guard !start.isEmpty else {
            throw AllianceError("hashing.list.empty", "the file is empty", at: SourcePlace(file: input.name))
        }
        try ListLines.refuseWide(Array(start.prefix(2)), input.name)
        if let type = all.first(where: { $0.recognizes(start) }) { return type }
        if let dot = input.name.lastIndex(of: ".") {
            let ending = input.name[input.name.index(after: dot)...].lowercased()
            let fitting = all.filter { $0.format.fileExtensions.contains(ending) }
            if fitting.count == 1, let type = fitting.first { return type }
        }
        if let line = ListLines.first(start), line.count == 64, ListHex.isHex(line) {
            throw AllianceError(
                "hashing.list.format",
                "64 hexadecimal digits a line are PDQ hashes or SHA-256, which the file does not say",
                at: SourcePlace(file: input.name), hint: "say which: --from pdq, or --from md5deep for SHA-256")
        }
        throw AllianceError(
            "hashing.list.format", "what format the file is in cannot be told", at: SourcePlace(file: input.name),
            hint: "name it with --from: \(all.map { $0.format.name }.joined(separator: ", "))")
    }
}
