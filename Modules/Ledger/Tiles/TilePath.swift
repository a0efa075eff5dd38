/// The path of a tile or an entry bundle below a log's folder: `tile/0/x001/x234/067`, `tile/entries/000.p/5` (C2SP tlog-tiles).
public struct TilePath: Sendable, Hashable {
    /// What the file holds.
    public enum Content: Sendable, Hashable {
        /// Hashes of a level, 0…63.
        case hashes(level: Int)
        /// Entries.
        case entries
    }

    /// What the file holds.
    public var content: Content
    /// Which of its kind, from 0.
    public var number: Int
    /// How many hashes or entries it holds, 1…256; 256 is a full one, whose path has no width.
    public var width: Int

    /// Takes the parts of a path.
    public init(_ content: Content, number: Int, width: Int = Tile.width) {
        self.content = content
        self.number = number
        self.width = width
    }

    /// The path, with slashes.
    public var text: String {
        var groups: [String] = []
        var rest = number
        repeat {
            let digits = String(rest % 1000)
            groups.append((groups.isEmpty ? "" : "x") + String(repeating: "0", count: 3 - digits.count) + digits)
            rest /= 1000
        } while rest > 0
        let kind =
            switch content {
            case .hashes(let level): "\(level)"
            case .entries: "entries"
            }
        return "tile/\(kind)/" + groups.reversed().joined(separator: "/") + (width == Tile.width ? "" : ".p/\(width)")
    }

    /// Reads a path exactly as `text` writes it; nil for anything else.
    public init?(_ text: String) {
        guard text.utf8.count <= 64 else { return nil }
        var parts = text.split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count >= 3, parts[0] == "tile" else { return nil }
        if parts[1] == "entries" {
            content = .entries
        } else {
            guard let level = LogNumber.read(parts[1]), level <= 63 else { return nil }
            content = .hashes(level: level)
        }
        parts.removeFirst(2)
        width = Tile.width
        if parts.count >= 2, parts[parts.count - 2].hasSuffix(".p") {
            guard let partial = LogNumber.read(parts[parts.count - 1]), 1..<Tile.width ~= partial else { return nil }
            width = partial
            parts.removeLast()
            parts[parts.count - 1].removeLast(2)
        }
        number = 0
        for (place, part) in parts.enumerated() {
            let digits = place == parts.count - 1 ? part : part.dropFirst()
            guard place == parts.count - 1 || part.hasPrefix("x"), digits.utf8.count == 3,
                digits.utf8.allSatisfy({ 48...57 ~= $0 }), let group = Int(digits)
            else { return nil }
            let (product, overflow) = number.multipliedReportingOverflow(by: 1000)
            let (sum, more) = product.addingReportingOverflow(group)
            guard !overflow, !more else { return nil }
            number = sum
        }
        // A number has one spelling only.
        guard self.text == text else { return nil }
    }
}
