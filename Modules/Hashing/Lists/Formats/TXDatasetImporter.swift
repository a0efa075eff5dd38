public import AllianceKit
import Formats

/// Reads what `tx dataset --csv` prints: `signal_type,signal_str,collab,category,tags`, with or without that heading.
///
/// A signal that several collaborations gave stands on several lines, so entries are named by their hash and the collaboration.
public struct TXDatasetImporter: HashListImporter {
    /// Is told of nothing here.
    public var warn: (String) -> Void = { _ in }

    /// Makes a reader.
    public init() {}

    /// The format.
    public static let format = FormatDescription(
        name: "tx-csv", title: "Data set of tx (python-threatexchange) in CSV", subject: "hash list",
        fileExtensions: ["csv"], mediaType: "text/csv", specification: "python-threatexchange, tx dataset --csv")

    /// Opinions and tags, and bad lines.
    public static let examples = [
        FormatExample(
            "opinions and tags",
            """
            signal_type,signal_str,collab,category,tags
            pdq,\(String(repeating: "5a", count: 32)),partners,POSITIVE_CLASS,series_17 seen_twice
            video_md5,d41d8cd98f00b204e9800998ecf8427e,partners,INVESTIGATION_SEED,

            """, items: 2),
        FormatExample(
            "bad lines are named and kept out",
            """
            pdq,5a5a,partners,POSITIVE_CLASS,
            url,https://example.org/,partners,POSITIVE_CLASS,
            pdq,\(String(repeating: "5a", count: 32)),partners,MAYBE,
            pdq,\(String(repeating: "5a", count: 32))
            pdq,\(String(repeating: "5a", count: 32)),partners,DISPUTED,

            """, items: 1,
            errors: ["hashing.list.hash", "hashing.list.type", "hashing.list.opinion", "hashing.list.fields"]),
    ]

    /// The heading.
    public static func recognizes(_ start: [UInt8]) -> Bool {
        ListLines.first(start)?.starts(with: "signal_type,signal_str".utf8) ?? false
    }

    /// Reads the entries.
    public func read(_ input: inout InputFile, _ body: (Result<HashEntry, AllianceError>) throws -> Void) throws {
        var csv = CSVReader(separator: .comma)
        try csv.forEach(&input) { record in
            switch record {
            case .failure(let error): try body(.failure(error))
            case .success(let record):
                if record.fields.first == "signal_type" { return }
                try body(Self.draft(record.fields).result(at: record.place))
            }
        }
    }

    private static func draft(_ fields: [String]) -> EntryDraft {
        var draft = EntryDraft()
        guard fields.count == 5 else {
            draft.fail("hashing.list.fields", "\(fields.count) fields where five are expected")
            return draft
        }
        TXSignals.set(fields[0], Array(fields[1].utf8)[...], in: &draft, "signal_str")
        let collaboration = draft.text(fields[2], "collab")
        draft.entry.source = collaboration
        if let verdict = verdict(fields[3]) {
            draft.add(HashOpinion(verdict, source: collaboration), "category")
        } else if !fields[3].isEmpty {
            draft.fail("hashing.list.opinion", "a category that is not known", "category")
        }
        for tag in fields[4].split(whereSeparator: { $0 == " " || $0 == "," || $0 == ";" }) {
            draft.add(tag: String(tag), "tags")
        }
        if let name = EntryDraft.name(of: draft.entry) {
            draft.entry.entry = collaboration.map { "\(name)@\($0)" } ?? name
        }
        return draft
    }

    /// The opinion of a category's name.
    static func verdict(_ category: String) -> HashOpinion.Verdict? {
        switch category.uppercased() {
        case "POSITIVE_CLASS", "TRUE_POSITIVE": .positive
        case "NEGATIVE_CLASS", "FALSE_POSITIVE": .negative
        case "INVESTIGATION_SEED", "WORTH_INVESTIGATING": .investigationSeed
        case "DISPUTED": .disputed
        default: nil
        }
    }
}
