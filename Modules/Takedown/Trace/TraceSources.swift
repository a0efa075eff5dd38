/// Everything a trace asks.
public struct TraceSources: Sendable {
    /// Finds the addresses of names.
    public var resolver: any Resolver
    /// An ASN database.
    public var autonomousSystems: MMDBReader?
    /// A country database.
    public var countries: MMDBReader?
    /// RDAP answers.
    public var answers: RDAPStore
    /// Content delivery networks and the like.
    public var providers: ProviderList
    /// Public suffixes.
    public var suffixes: PublicSuffixList

    /// Sources; without the others, only a resolver.
    public init(
        resolver: any Resolver, autonomousSystems: MMDBReader? = nil, countries: MMDBReader? = nil,
        answers: RDAPStore = RDAPStore(), providers: ProviderList = ProviderList(),
        suffixes: PublicSuffixList = .builtin
    ) {
        self.resolver = resolver
        self.autonomousSystems = autonomousSystems
        self.countries = countries
        self.answers = answers
        self.providers = providers
        self.suffixes = suffixes
    }
}
