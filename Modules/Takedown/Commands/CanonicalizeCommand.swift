import AllianceKit
public import CommandLineKit

/// `alliance takedown canonicalize`: the identities and list expressions of URLs.
struct CanonicalizeCommand: Command {
    static let name = "canonicalize"
    static let summary = "Show how URLs are compared: list form, resource, host and expressions."
    static let discussion = """
        Needs no workspace and no network. "canonical" is the Safe Browsing form that lists are made of; it drops the port and \
        folds many spellings into one. "resource" is what a browser would ask for, by the URL Standard; duplicates go by it. A text \
        can have the one and not the other: then "resource" is empty and "resourceError" says why.

        One answer for each URL, in the order given; a text without a canonical form is answered by "error", named on standard \
        error, and the command ends with exit code 1.
        """
    static let examples = [
        CommandExample(
            "Two spellings of one resource",
            "alliance takedown canonicalize HTTPS://WWW.Example.ORG:443/a/../b https://www.example.org/b"),
        CommandExample(
            "A file of URLs, one a line", "alliance --format ndjson takedown canonicalize - < urls.txt"),
    ]
    static let output = OutputShape.records([
        OutputField("input", .text, "the URL as given"),
        OutputField("canonical", .text, "Safe Browsing's canonical form"),
        OutputField(
            "resource", .text, "the URL Standard's serialisation without fragment; null where it refuses the text"),
        OutputField("host", .text, "the host, names in ASCII form", inTable: false),
        OutputField(
            "registrableDomain", .text, "the domain that someone registered; null for addresses", title: "domain",
            inTable: false),
        OutputField("expressions", .list, "host-suffix/path-prefix expressions, the most exact first", inTable: false),
        OutputField("resourceError", .object, "why the URL Standard refuses the text: code and message"),
        OutputField("error", .object, "why there is no answer: code and message"),
    ])

    @Option("Edition of the Safe Browsing rules.", placeholder: "EDITION") var profile = ListProfile.v4
    @Argument("URLs; - reads one a line from standard input.", placeholder: "URL") var urls: [String]

    func run(_ context: CommandContext) async throws {
        var buffer = ListKeyBuffer()
        for url in urls {
            guard url == "-" else {
                try answer(Array(url.utf8), at: nil, &buffer, context)
                continue
            }
            var input = try InputFile(path: "-")
            try answerLines(&input, context)
        }
    }

    /// One answer a line; an empty line is a URL without a host, so that answers stay in step with lines.
    func answerLines(_ input: inout InputFile, _ context: CommandContext) throws {
        var buffer = ListKeyBuffer()
        while true {
            do {
                guard let line = try input.nextLine() else { return }
                try answer(line, at: input.place, &buffer, context)
            } catch let error as AllianceError where error.code == "file.line.too-long" {
                try refuse("", URLIdentity.tooLong.located(at: input.place), context)
            }
        }
    }

    private func answer(
        _ bytes: [UInt8], at place: SourcePlace?, _ buffer: inout ListKeyBuffer, _ context: CommandContext
    ) throws {
        guard let input = String(validating: bytes, as: UTF8.self) else {
            let error = AllianceError(
                "takedown.url.encoding", "the URL is not UTF-8", hint: "percent-encode what is not")
            try refuse(
                String(decoding: bytes.prefix(200), as: UTF8.self), place.map { error.located(at: $0) } ?? error,
                context)
            return
        }
        do throws(AllianceError) {
            try read(bytes, &buffer)
        } catch {
            // A text that is too long would drown the answer.
            try refuse(
                bytes.count > URLIdentity.limit ? "" : input, place.map { error.located(at: $0) } ?? error, context)
            return
        }
        let canonical = "\(buffer.scheme)://\(String(decoding: buffer.text, as: UTF8.self))"
        var record: JSONObject = ["input": .string(input), "canonical": .string(canonical)]
        do throws(AllianceError) {
            let url = try WebURL(parsing: bytes)
            record["resource"] = .string(url.description)
            record["host"] = .string(url.host.description)
            record["registrableDomain"] = .text(url.host.domain.flatMap(PublicSuffixList.builtin.registrableDomain))
        } catch {
            for name in ["resource", "host", "registrableDomain"] { record[name] = .null }
            record["resourceError"] = Self.object(error)
        }
        record["expressions"] = .array(buffer.expressions.map { .string($0) })
        try context.output.write(record, as: Self.output)
    }

    /// The list key of the text itself; of what browsers read in it, where the list rules have no answer (`http:host/a`).
    private func read(_ bytes: [UInt8], _ buffer: inout ListKeyBuffer) throws(AllianceError) {
        do throws(AllianceError) {
            try buffer.read(bytes, profile)
        } catch {
            guard error.code == "takedown.url.scheme", let url = try? WebURL(parsing: bytes) else { throw error }
            try buffer.read(Array(url.description.utf8), profile)
        }
    }

    private func refuse(_ input: String, _ error: AllianceError, _ context: CommandContext) throws {
        context.report(error)
        try context.output.write(["input": .string(input), "error": Self.object(error)], as: Self.output)
    }

    private static func object(_ error: AllianceError) -> JSONValue {
        ["code": .string(error.code), "message": .string(error.message)]
    }
}

extension ListProfile: ArgumentValue {}
