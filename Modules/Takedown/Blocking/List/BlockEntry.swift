public import AllianceKit

/// One row of a finished list: what a format writes.
public struct BlockEntry: Sendable, Hashable {
    /// What it is about.
    public var matcher: BlockMatcher
    /// What happens to it.
    public var action: BlockAction
    /// How the URL was spelt, where that differs from the list key.
    public var spelling: String?
    /// Where the rule stands in its file, or its place in the build.
    public var line: Int

    /// Makes an entry.
    public init(_ matcher: BlockMatcher, _ action: BlockAction, spelling: String? = nil, line: Int = 0) {
        self.matcher = matcher
        self.action = action
        self.spelling = spelling
        self.line = line
    }
}

/// A rule that is not on a list as it was given, and why.
public struct BlockRemark: Sendable, Hashable {
    /// How grave it is.
    public enum Weight: String, Sendable {
        /// Nothing is lost: said twice, or covered by a wider rule.
        case folded
        /// The format says it more narrowly than it was meant; it is on the list.
        case narrowed
        /// It is not on the list.
        case leftOut
    }

    /// The rule's line.
    public var line: Int
    /// What it is about.
    public var matcher: BlockMatcher
    /// How grave it is.
    public var weight: Weight
    /// Code, message and hint.
    public var error: AllianceError

    /// Makes a remark.
    public init(_ entry: BlockEntry, _ weight: Weight, _ code: String, _ message: String, hint: String? = nil) {
        line = entry.line
        matcher = entry.matcher
        self.weight = weight
        error = AllianceError("takedown.block.\(code)", "\(entry.matcher.text): \(message)", hint: hint, exit: .partial)
    }

    /// By line, then by code.
    static func inOrder(_ left: BlockRemark, _ right: BlockRemark) -> Bool {
        (left.line, left.error.code, left.matcher) < (right.line, right.error.code, right.matcher)
    }
}
