public import CommandLineKit

/// The option of every command that changes state.
public struct MutationOptions: ArgumentGroup {
    /// The idempotency key.
    @Option(
        "Idempotency key: repeated with the same key the command changes nothing and answers the same.",
        placeholder: "KEY")
    public var key: String?

    /// Nothing set.
    public init() {}
}
