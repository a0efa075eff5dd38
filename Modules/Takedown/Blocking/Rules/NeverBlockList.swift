public import AllianceKit

/// Names that no rule may touch: a line each, with the date and the reason for it.
public struct NeverBlockList: Sendable, Hashable {
    /// One name.
    public struct Entry: Sendable, Hashable {
        /// The name in ASCII form; it and everything below it is protected.
        public var name: String
        /// Since when.
        public var date: CalendarDate?
        /// Why.
        public var reason: String
    }

    /// The entries, in the order of the file.
    public private(set) var entries: [Entry] = []
    private var names: Set<String> = []
    private var covering: Set<String> = []

    /// The name of the file in a workspace.
    public static let fileName = "never-block.tsv"

    /// An empty list.
    public init() {}

    /// Reads a file: name, date and reason between tabs or spaces; `#` begins a remark. Date and reason may be missing in lists of
    /// others. Throws `takedown.block.never`, naming the line.
    public init(path: String) throws {
        var input = try InputFile(path: path)
        while let line = try input.nextLine(limit: 4096) {
            let text = String(decoding: line, as: UTF8.self)
            let words = text.split(maxSplits: 2, whereSeparator: { $0 == "\t" || $0 == " " }).map(String.init)
            guard let first = words.first, !first.hasPrefix("#") else { continue }
            do {
                let date = words.count > 1 ? CalendarDate(words[1]) : nil
                guard words.count < 2 || date != nil else {
                    throw AllianceError("takedown.block.never", "\"\(words[1].prefix(40))\" is not a date")
                }
                try add(Entry(name: try BlockName.read(first), date: date, reason: words.count > 2 ? words[2] : ""))
            } catch let error as AllianceError {
                throw AllianceError(
                    "takedown.block.never", "the never-block list cannot be read: \(error.message)", at: input.place,
                    hint: "a line is NAME, DATE and REASON between tabs")
            }
        }
    }

    /// Adds a name.
    public mutating func add(_ entry: Entry) throws {
        guard names.insert(entry.name).inserted else { return }
        entries.append(entry)
        for parent in BlockName.parents(entry.name) { covering.insert(String(parent)) }
    }

    /// The protected name that a rule would touch: the host is it or lies below it, or the domain covers it.
    public func protected(_ matcher: BlockMatcher) -> String? {
        guard let host = matcher.hostName, !names.isEmpty else { return nil }
        for name in BlockName.parents(host) where names.contains(String(name)) { return String(name) }
        guard matcher.kind == .domain, covering.contains(String(host)) else { return nil }
        return entries.first { $0.name.hasSuffix("." + host) }?.name
    }

    /// A line of the file.
    static func line(_ entry: Entry) -> String {
        "\(entry.name)\t\(entry.date?.description ?? "")\t\(entry.reason)\n"
    }
}
