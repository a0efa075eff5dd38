import AllianceKit
import CommandLineKit
import Cryptography

/// `takedown blocklist verify`
struct BlocklistVerifyCommand: Command {
    static let name = "verify"
    static let summary = "Check a folder of block lists: signature, digests, chain of manifests."
    static let discussion = """
        Outside a workspace the publisher's verifier key is given; it comes by a way you trust, not with the lists. Load a list only when this \
        ends with exit code 0. Every file that is not as the manifest says is named.
        """
    static let examples = [
        CommandExample("at an access provider", "alliance takedown blocklist verify /srv/lists --verifier hotline.pub")
    ]
    static let output = OutputShape.records([
        OutputField("file", .text, "the file"),
        OutputField("ok", .flag, "whether it is as the manifest says"),
        OutputField("entries", .integer, "entries in its list"),
        OutputField("bytes", .integer, "its size"),
        OutputField("sha256", .text, "its digest as signed", inTable: false),
    ])

    @Argument("The folder.", placeholder: "DIR") var folder: String
    @Option("The publisher's verifier key, or a file with it; the workspace's own unless given.", placeholder: "KEY")
    var verifier: String?

    func run(_ context: CommandContext) async throws {
        let key =
            try verifier.map { try VerifierKey(textOrFile: $0) }
            ?? ListKeys.files.loadVerifier(from: context.workspace().keysFolder)
        let path = "\(folder)/\(BlockManifest.fileName)"
        let manifest = try BlockManifest(note: Files.read(path, limit: SignedNote.byteLimit), verifiedBy: key)
        for file in manifest.files {
            let found = try? digest("\(folder)/\(file.path)")
            let isSame = found?.digest == file.digest && found?.bytes == file.bytes
            if !isSame {
                context.report(
                    AllianceError(
                        "takedown.blocklist.file",
                        found == nil ? "the file is missing" : "the file is not the one that was signed",
                        at: SourcePlace(file: "\(folder)/\(file.path)"),
                        hint: "fetch the folder again, and do not load it",
                        exit: .partial))
            }
            try context.output.write(
                [
                    "file": .string(file.path), "ok": .bool(isSame), "entries": .int(file.entries),
                    "bytes": .int(file.bytes), "sha256": .string(file.digest.hex),
                ], as: Self.output)
        }
        try chain(manifest, key, context)
    }

    private func digest(_ path: String) throws -> (digest: Digest, bytes: Int) {
        var input = try InputFile(path: path)
        var digester = MultiDigester([.sha256])
        var count = 0
        while let chunk = try input.nextChunk() {
            digester.update(chunk)
            count += chunk.count
        }
        return (digester.finish()[0], count)
    }

    /// Follows `previous` back through the manifests that are there.
    private func chain(_ newest: BlockManifest, _ key: VerifierKey, _ context: CommandContext) throws {
        var current = newest
        var links = 0
        while let previous = current.previous {
            let path = "\(folder)/\(BlockManifest.historyFolder)/\(current.sequence - 1)"
            guard Files.exists(path) else { break }
            let older = try BlockManifest(note: Files.read(path, limit: SignedNote.byteLimit), verifiedBy: key)
            guard older.digest == previous, older.sequence == current.sequence - 1, older.list == current.list else {
                context.report(
                    AllianceError(
                        "takedown.blocklist.chain", "the manifest \(current.sequence) does not follow this one",
                        at: SourcePlace(file: path), hint: "ask the publisher", exit: .partial))
                return
            }
            current = older
            links += 1
        }
        let end =
            current.previous == nil
            ? "back to the first" : "back to number \(current.sequence); older manifests are not here"
        context.talk.say(
            "\(newest.list) number \(newest.sequence) of \(newest.time), signed by \(newest.origin): "
                + "\(newest.blocks) blocks, \(newest.exceptions) exceptions; \(links) earlier manifests, \(end)")
    }
}
