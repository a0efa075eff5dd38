/// What help, manual page, completions and documentation know of one option, flag or argument.
public struct ArgumentSpec: Sendable, Hashable {
    /// How it is given.
    public enum Kind: String, Sendable {
        /// `--name VALUE`
        case option
        /// `--name` or `--no-name`
        case flag
        /// By its place.
        case positional
    }

    /// How it is given.
    public var kind: Kind
    /// The long name without dashes (kebab case of the property unless given).
    public var name: String
    /// The short name without its dash.
    public var short: Character?
    /// What it is for, as a sentence.
    public var help: String
    /// The word for its value in help: `FILE`.
    public var placeholder: String
    /// Whether it must be given.
    public var isRequired: Bool
    /// Whether it can be given more than once; the values are gathered.
    public var isRepeated: Bool
    /// Whether `--no-name` is understood.
    public var isInvertible: Bool
    /// All words that fit, if they are few.
    public var choices: [String]
    /// The default, if there is one to show.
    public var defaultText: String?
    /// What a value must be, for messages.
    public var valueDescription: String

    init(
        kind: Kind, name: String?, short: Character?, help: String, placeholder: String?, isRequired: Bool = false,
        isRepeated: Bool = false, isInvertible: Bool = false, choices: [String] = [], defaultText: String? = nil,
        valueDescription: String = ""
    ) {
        self.kind = kind
        self.name = name ?? ""
        self.short = short
        self.help = help
        self.placeholder = placeholder ?? ""
        self.isRequired = isRequired
        self.isRepeated = isRepeated
        self.isInvertible = isInvertible
        self.choices = choices
        self.defaultText = defaultText
        self.valueDescription = valueDescription
    }
}
