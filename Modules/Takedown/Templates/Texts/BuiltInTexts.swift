/// The texts that come with the toolkit: neutral in tone, without any article of a law, because laws differ and change.
enum BuiltInTexts {
    /// By language.
    static let all: [(language: String, texts: [LetterKind: String])] = [
        ("en", english), ("de", german), ("fr", french), ("nl", dutch), ("es", spanish),
    ]
}
