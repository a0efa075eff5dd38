import AllianceKit

/// Writes a list in one format into a folder.
struct BlockListWriter {
    /// Where the files go.
    let folder: String
    /// What the build decides.
    let options: BlockListOptions

    /// One written file.
    struct Artefact: Sendable, Hashable {
        var format: String
        var file: String
        var bytes: Int
        var digest: Digest
        var entries: Int
    }

    /// Fits the list to the format and writes its files; says what was not written as it was meant.
    func write(_ list: BlockList, _ format: some BlockListFormat) throws -> (
        files: [Artefact], remarks: [BlockRemark], kept: BlockList
    ) {
        let (fitted, remarks) = list.fitted(to: format, options)
        try Files.makeFolder(folder)
        var artefacts: [Artefact] = []
        for name in type(of: format).files {
            var file = try BlockListFile(path: "\(folder)/\(name)")
            try format.write(fitted, options, file: name, to: &file)
            let (bytes, digest) = try file.finish()
            artefacts.append(
                Artefact(
                    format: type(of: format).format.name, file: name, bytes: bytes, digest: digest,
                    entries: fitted.entries.count))
        }
        return (artefacts, remarks, fitted)
    }
}
