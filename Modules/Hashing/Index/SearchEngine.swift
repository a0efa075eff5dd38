public import CommandLineKit

/// How near hashes are looked for. Both ways find the same.
public enum SearchEngine: String, Sendable, Codable, CaseIterable, ArgumentValue {
    /// Whatever costs less for this many queries at this distance.
    case auto
    /// The pigeonhole index, as far as there is one; queries whose buckets are too long are scanned all the same.
    case index
    /// Every hash is compared.
    case scan
}
