import AllianceKit

/// A finished list: every entry once, in a fixed order, no block that an exception covers.
public struct BlockList: Sendable {
    /// The entries, sorted by text and kind.
    public let entries: [BlockEntry]
    let index: BlockIndex

    init(sorted entries: [BlockEntry]) {
        self.entries = entries
        index = BlockIndex(entries)
    }

    /// Makes a list of entries that were checked: folds what is said twice, drops what an exception covers, and says so.
    public static func make(_ given: [BlockEntry]) -> (list: BlockList, remarks: [BlockRemark]) {
        var remarks: [BlockRemark] = []
        var sorted = given
        sorted.sort { left, right in
            left.matcher == right.matcher
                ? (left.line, left.action.rank) < (right.line, right.action.rank) : left.matcher < right.matcher
        }
        var unique: [BlockEntry] = []
        unique.reserveCapacity(sorted.count)
        for entry in sorted {
            guard let last = unique.last, last.matcher == entry.matcher else {
                unique.append(entry)
                continue
            }
            if last.action == entry.action {
                remarks.append(BlockRemark(entry, .folded, "duplicate", "said before, in line \(last.line)"))
                continue
            }
            let passes = last.action == .passthru || entry.action == .passthru
            remarks.append(
                BlockRemark(
                    entry, .leftOut, "contradiction",
                    "line \(last.line) says \(last.action.word), line \(entry.line) \(entry.action.word)",
                    hint: passes ? "the exception counts" : "the stop page counts"))
            if entry.action.rank < last.action.rank { unique[unique.count - 1] = entry }
        }
        let index = BlockIndex(unique)
        guard index.hasExceptions else {
            remarks.sort(by: BlockRemark.inOrder)
            return (BlockList(sorted: unique), remarks)
        }
        unique.removeAll { entry in
            guard entry.action != .passthru, let cover = index.exception(covering: entry.matcher) else { return false }
            remarks.append(
                BlockRemark(
                    entry, .leftOut, "exempt", "the exception for \(cover) covers it", hint: "end one of the two"))
            return true
        }
        remarks.sort(by: BlockRemark.inOrder)
        return (BlockList(sorted: unique), remarks)
    }

    /// What happens to a URL: exceptions first, then the stop page, then denial; nil where no rule meets it.
    public func verdict(for key: ListKey) -> BlockAction? {
        var found: BlockAction?
        for entry in entries where entry.matcher.meets(key) {
            if found == nil || entry.action.rank < found!.rank { found = entry.action }
        }
        return found
    }

    /// What happens to a name that is looked up, by the rules for hosts and domains alone.
    public func verdict(forName name: String) -> BlockAction? { index.verdict(forName: name) }
}

extension BlockAction {
    /// Which wins: exceptions, then stop pages, then denial.
    var rank: Int {
        switch self {
        case .passthru: 0
        case .stopPage: 1
        case .deny: 2
        }
    }

    /// The word in files.
    var word: String {
        switch self {
        case .deny: "block"
        case .stopPage: "stop-page"
        case .passthru: "passthru"
        }
    }
}
