/// Everything a trace asks. Local data comes first; the network is asked only through `online`, and only for what local data lack.
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

    /// Names of addresses.
    public var reverse: ReverseNames
    /// Sites' `security.txt` by host or domain, where they were given.
    public var securityTexts: [String: SecurityText] = [:]
    /// RDAP servers, where the network may be asked.
    public var online: RDAPClient?
    /// What counts as hiding.
    public var rules: TraceRules

    /// Sources; without the others, only a resolver.
    public init(
        resolver: any Resolver, autonomousSystems: MMDBReader? = nil, countries: MMDBReader? = nil,
        answers: RDAPStore = RDAPStore(), providers: ProviderList = ProviderList(),
        suffixes: PublicSuffixList = .builtin, reverse: ReverseNames = ReverseNames(), online: RDAPClient? = nil,
        rules: TraceRules = TraceRules()
    ) {
        self.resolver = resolver
        self.autonomousSystems = autonomousSystems
        self.countries = countries
        self.answers = answers
        self.providers = providers
        self.suffixes = suffixes
        self.reverse = reverse
        self.online = online
        self.rules = rules
    }
}
