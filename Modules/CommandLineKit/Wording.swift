/// Small matters of wording, so that pages made of many hands' phrases read as one.
public enum Wording {
    /// The phrase with a capital at its start, unless its first word is a name written otherwise (`pdq=…`, `xArt`, `md5`).
    public static func capitalized(_ phrase: String) -> String {
        let word = phrase.prefix { $0 != " " }
        guard let first = phrase.first, first.isLowercase, word.allSatisfy({ $0.isLowercase || ",.:;-'’".contains($0) })
        else { return phrase }
        return first.uppercased() + phrase.dropFirst()
    }
}
