/// The key pair that signs what a workspace publishes, known-hash lists and block lists alike: `lists.key` and `lists.pub` in its `keys`
/// folder.
public enum ListKeys {
    /// The pair's files.
    public static let files = NoteKeyFiles(
        "lists", owner: "publisher",
        existsHint: "keep it: partners know its verifier key; alliance hashing lists key shows it",
        missingHint: "make it once: alliance hashing lists key --create example.org/lists")
}
