import AllianceKit
import CommandLineKit

/// `alliance hashing lists export`
struct ListsExportCommand: Command {
    static let name = "export"
    static let summary = "Write the active entries of a known-hash list in a file format."
    static let discussion = """
        Entries that were withdrawn, are disputed, denied or expired are left out. --all writes those that are disputed, denied or expired \
        too, and is refused for formats that cannot say so of an entry: whoever reads the file would match them. The same list gives the \
        same bytes.

        What has no place in a format is left out and counted on standard error: entries whose hashes it does not know (exit code 1), and \
        hashes of other entries. Formats that do not name the profile of a PDQ hash get those of --profile only, because readers take all for \
        the profile full.

        Texts are written as they are: in a CSV that is opened in a spreadsheet, texts that start with =, +, - or @ would run as formulas.
        """
    static let examples = [
        CommandExample("a list as CSV", "alliance hashing lists export partner-a --to csv > partner-a.csv")
    ]
    static let output = OutputShape.document

    @Option("The format: csv, pdq, tx, ncmec, vics, vics-1.3, stopncii, hashdeep.", placeholder: "FORMAT") var to =
        "csv"
    @Flag("Disputed, denied and expired entries too; for formats that hold opinions and expiry.") var all: Bool
    @Option("For formats that do not name it: write the PDQ hashes of this profile.", placeholder: "PROFILE")
    var profile = PDQProfile.full
    @Argument("The list's name.", placeholder: "NAME") var list: String

    func run(_ context: CommandContext) async throws {
        let exporter = try ListFormats.exporter(to, in: context.registry)
        if all, !exporter.capacity.judgements { throw refusal(context.registry) }
        let lists = try context.workspace().lists
        let kind = try KnownLists.require(list, in: lists).kind
        let now = context.surroundings.now()
        func isWanted(_ entry: HashEntry) -> Bool {
            all ? entry.withdrawal == nil : entry.isActive && !entry.isExpired(at: now)
        }
        var outline = HashListOutline(kind: kind, digests: [:])
        try lists.forEachEntry(of: list) { entry in
            if isWanted(entry) { outline.digests[Set(entry.digests.map(\.algorithm)), default: 0] += 1 }
            return true
        }
        var export = ListExport(exporter, outline, profile: profile)
        var bytes = try export.exporter.begin()
        try lists.forEachEntry(of: list) { entry in
            if isWanted(entry) { bytes += try export.bytes(of: entry) }
            if bytes.count > 1 << 16 {
                try context.output.document(bytes)
                bytes.removeAll(keepingCapacity: true)
            }
            return true
        }
        try context.output.document(bytes + export.exporter.end())
        if let warning = export.warning { context.talk.warn(warning) }
        if kind == .good, !export.exporter.capacity.kind {
            context.talk.warn(
                "\(to) does not say that these are harmless files: its reader must import with --kind good, or would find them as material"
            )
        }
        if let fault = export.fault(to, list: list) { context.report(fault) }
    }

    private func refusal(_ registry: Registry) -> AllianceError {
        let able = registry.exporters.compactMap { $0 as? any HashListExporter.Type }
            .filter { $0.init().capacity.judgements }.map { $0.format.name }
        return AllianceError(
            "hashing.export.all",
            "\(to) cannot say that an entry is disputed, denied or expired, so its readers would match such entries",
            hint: "leave out --all, or export to \(able.joined(separator: ", "))", exit: .usage)
    }
}
