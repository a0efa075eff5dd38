import AllianceKit
import CommandLineKit

/// `alliance hashing lists export`
struct ListsExportCommand: Command {
    static let name = "export"
    static let summary = "Write the active entries of a known-hash list in a file format."
    static let discussion = """
        Entries that were withdrawn are left out, and so are those that are disputed, denied or expired unless --all is given: most \
        formats cannot say so of an entry, and whoever reads the file would match them. The same list gives the same bytes. Texts are written as they are: in a CSV \
        that is opened in a spreadsheet, texts that start with =, +, - or @ would run as formulas.
        """
    static let examples = [
        CommandExample("a list as CSV", "alliance hashing lists export partner-a --to csv > partner-a.csv")
    ]
    static let output = OutputShape.document

    @Option("The format.", placeholder: "FORMAT") var to = "csv"
    @Flag("Disputed, denied and expired entries too; for formats that hold opinions and expiry.") var all: Bool
    @Argument("The list's name.", placeholder: "NAME") var list: String

    func run(_ context: CommandContext) async throws {
        let exporter = try ListFormats.exporter(to, in: context.registry)
        let lists = try context.workspace().lists
        _ = try KnownLists.require(list, in: lists)
        let now = context.surroundings.now()
        var bytes = try exporter.begin()
        try lists.forEachEntry(of: list) { entry in
            let isWanted = all ? entry.withdrawal == nil : entry.isActive && !entry.isExpired(at: now)
            if isWanted { bytes += try exporter.bytes(of: entry) }
            if bytes.count > 1 << 16 {
                try context.output.document(bytes)
                bytes.removeAll(keepingCapacity: true)
            }
            return true
        }
        try context.output.document(bytes + exporter.end())
    }
}
