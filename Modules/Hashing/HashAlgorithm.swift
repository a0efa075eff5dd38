public import AllianceKit
public import CommandLineKit

/// What can be computed of a file.
public enum HashAlgorithm: String, Sendable, Codable, CaseIterable {
    /// The perceptual hash of a picture.
    case pdq
    /// The digest that older lists carry.
    case md5
    /// Another digest that older lists carry.
    case sha1
    /// The digest to identify a file by.
    case sha256

    /// The digest, if it is one.
    public var digest: DigestAlgorithm? { DigestAlgorithm(rawValue: rawValue) }
}

/// Several algorithms in one word: `pdq,md5`.
public struct HashAlgorithms: Sendable, Hashable, Codable, ArgumentValue {
    /// Which, in the order of `HashAlgorithm.allCases`.
    public let algorithms: [HashAlgorithm]

    /// Takes some algorithms, each once.
    public init(_ algorithms: some Sequence<HashAlgorithm>) {
        let wanted = Set(algorithms)
        self.algorithms = HashAlgorithm.allCases.filter { wanted.contains($0) }
    }

    /// All of them.
    public static let all = HashAlgorithms(HashAlgorithm.allCases)

    /// Reads names separated by commas.
    public init?(argument: String) {
        let names = argument.split(separator: ",", omittingEmptySubsequences: false)
        let found = names.compactMap { HashAlgorithm(rawValue: $0.lowercased()) }
        guard found.count == names.count else { return nil }
        self.init(found)
    }

    /// The names, separated by commas.
    public var argument: String { algorithms.map(\.rawValue).joined(separator: ",") }
    /// `some of pdq, md5 …, separated by commas`
    public static var valueDescription: String {
        "some of " + HashAlgorithm.allCases.map(\.rawValue).joined(separator: ", ") + ", separated by commas"
    }
}
