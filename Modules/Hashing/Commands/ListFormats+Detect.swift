import AllianceKit
import CommandLineKit

extension ListFormats {
    /// The importer for a file whose format nobody named: the first that knows the file by its content, else the only one whose
    /// file name ending fits. Throws `hashing.list.format` when that does not decide.
    static func detect(_ input: inout InputFile, in registry: Registry) throws -> any HashListImporter.Type {
        let all = registry.importers.compactMap { $0 as? any HashListImporter.Type }
        let start = try input.peek(1 << 14)
        if let type = all.first(where: { $0.recognizes(start) }) { return type }
        if let dot = input.name.lastIndex(of: ".") {
            let ending = input.name[input.name.index(after: dot)...].lowercased()
            let fitting = all.filter { $0.format.fileExtensions.contains(ending) }
            if fitting.count == 1, let type = fitting.first { return type }
        }
        throw AllianceError(
            "hashing.list.format", "what format the file is in cannot be told", at: SourcePlace(file: input.name),
            hint: "name it with --from: \(all.map { $0.format.name }.joined(separator: ", "))")
    }
}
