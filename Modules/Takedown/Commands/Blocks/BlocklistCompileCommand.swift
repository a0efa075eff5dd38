import AllianceKit
import CommandLineKit

/// `takedown blocklist compile`
struct BlocklistCompileCommand: Command {
    static let name = "compile"
    static let summary = "Write rules from a file as a block list in one format; needs no workspace."
    static let discussion = """
        A rule is a line of JSON: one of "host" (this name only), "domain" (with everything below), "url", "urlPrefix" and "ip", then \
        "action" (block, stop-page or passthru), "reason" and "expiresAt". An exception (passthru) wins over every block.

        Never more is blocked than the rules say. Rules that may not be used (ended, a public suffix, on the never-block list) and rules that \
        the format cannot say are left out, each named with its line and a code; the rest is written, and the command ends with exit code 1.
        """
    static let examples = [
        CommandExample(
            "a zone for resolvers",
            "alliance takedown blocklist compile rules.jsonl --to rpz --origin rpz.example --out zones"),
        CommandExample(
            "with a stop page, for dnsmasq",
            "alliance takedown blocklist compile rules.jsonl --to dnsmasq --stop-address 192.0.2.80 --out lists"),
    ]
    static let output = OutputShape.records([
        OutputField("format", .text, "the format's word", inTable: false),
        OutputField("file", .text, "the file that was written"),
        OutputField("entries", .integer, "rules in the list"),
        OutputField("bytes", .integer, "its size"),
        OutputField("sha256", .text, "its digest"),
    ])

    @Option("The format; see: alliance takedown blocklist formats.", placeholder: "FORMAT") var to: String
    @Option("The folder to write to; it is made if it is missing.", placeholder: "DIR") var out: String
    @OptionGroup var list: BlockListArguments
    @Option("Names that no rule may touch, a line each: name, date, reason.", placeholder: "FILE") var never: String?
    @Argument("The rules; - is standard input.", placeholder: "RULES") var rules: String

    mutating func validate() throws { try list.check() }

    func run(_ context: CommandContext) async throws {
        let format = try BlockListFormats.named(to, in: context.registry)
        let options = try list.options(at: context.surroundings.now())
        let safeguards = try list.safeguards(at: options.time, never: never, context)
        var input = try InputFile(path: rules)
        let name = input.name
        var entries: [BlockEntry] = []
        var count = 0
        let progress = context.talk.progress("rules")
        try BlockRuleImporter().readLines(&input) { line, result in
            count += 1
            progress.advance()
            do throws(AllianceError) {
                let rule = try result.get()
                try safeguards.check(rule)
                entries.append(BlockEntry(rule.matcher, rule.action, spelling: rule.spelling, line: line))
            } catch {
                context.report(error.located(at: SourcePlace(file: name, line: line)))
            }
        }
        progress.finish()
        let (whole, remarks) = BlockList.make(entries)
        entries = []
        let writer = BlockListWriter(folder: out, options: options)
        let (files, more, kept) = try writer.write(whole, format)
        var folded = 0
        for remark in remarks + more {
            if remark.weight == .folded {
                folded += 1
            } else {
                context.report(remark.error.located(at: SourcePlace(file: name, line: remark.line)))
            }
        }
        for file in files {
            try context.output.write(
                [
                    "format": .string(file.format), "file": .string("\(out)/\(file.file)"),
                    "entries": .int(file.entries), "bytes": .int(file.bytes), "sha256": .string(file.digest.hex),
                ], as: Self.output)
        }
        context.talk.say(
            "\(count) rules: \(kept.entries.count) in the list, \(folded) folded, \(context.failureCount) named above")
    }
}
