/// What a mistyped word was probably meant to be.
public enum Suggestion {
    /// The nearest candidates, nearest first, at most three: those within a third of the word's length (but two letters at
    /// least) of edits, or that the word begins.
    public static func near(_ word: String, among candidates: [String]) -> [String] {
        let core = word.drop { $0 == "-" }
        guard !core.isEmpty, core.count <= 64 else { return [] }
        let limit = core.count < 3 ? 1 : max(2, core.count / 3)
        let rated = candidates.compactMap { candidate -> (String, Int)? in
            let distance = editDistance(word.lowercased(), candidate.lowercased())
            if distance <= limit { return (candidate, distance) }
            return core.count > 1 && candidate.hasPrefix(word) ? (candidate, limit + 1) : nil
        }
        guard let best = rated.map(\.1).min() else { return [] }
        return rated.filter { $0.1 == best }.map(\.0).sorted().prefix(3).map { $0 }
    }

    /// `; did you mean X?`, or nothing.
    public static func text(for word: String, among candidates: [String]) -> String {
        question(near(word, among: candidates))
    }

    /// `; did you mean X or Y?` of the words given, or nothing.
    public static func question(_ words: [String]) -> String {
        words.isEmpty ? "" : "; did you mean \(words.joined(separator: " or "))?"
    }

    /// Insertions, deletions, substitutions and swaps of neighbours that turn one word into the other.
    static func editDistance(_ left: String, _ right: String) -> Int {
        let left = Array(left.unicodeScalars)
        let right = Array(right.unicodeScalars)
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for row in 1...max(1, left.count) where row <= left.count {
            var current = [row]
            for column in 1...max(1, right.count) where column <= right.count {
                let same = left[row - 1] == right[column - 1]
                var cost = min(last[column] + 1, current[column - 1] + 1, last[column - 1] + (same ? 0 : 1))
                if row > 1, column > 1, left[row - 1] == right[column - 2], left[row - 2] == right[column - 1] {
                    cost = min(cost, beforeLast[column - 2] + 1)
                }
                current.append(cost)
            }
            beforeLast = last
            last = current
        }
        return last[right.count]
    }
}
