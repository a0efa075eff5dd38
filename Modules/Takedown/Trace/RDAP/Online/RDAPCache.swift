public import AllianceKit
public import CommandLineKit

/// Where answers from the network are kept, so that a registry is asked once.
public protocol RDAPCache: Sendable {
    /// What is known of a question and was taken at or after a moment; the whole block that an answer is for counts.
    func kept(_ query: RDAPQuery, since: Instant) throws -> KeptAnswer?
    /// Keeps an answer, or the bytes of one that could not be read.
    func keep(_ kept: KeptAnswer, for query: RDAPQuery) throws
}

/// An answer as it came.
public struct KeptAnswer: Sendable, Hashable {
    /// What the bytes are.
    public enum Kind: String, Sendable, Hashable, Codable, CaseIterable, ArgumentValue {
        /// An answer.
        case answer
        /// The registry has nothing.
        case noData
        /// Something that could not be read; kept aside for people.
        case malformed
    }

    /// What the bytes are.
    public var kind: Kind
    /// The address that answered, after redirects.
    public var url: String
    /// The bytes.
    public var bytes: [UInt8]
    /// When it was taken.
    public var time: Instant

    /// Makes one.
    public init(kind: Kind, url: String, bytes: [UInt8], time: Instant) {
        self.kind = kind
        self.url = url
        self.bytes = bytes
        self.time = time
    }
}

/// Which blocks one answer speaks for beyond the address that was asked.
///
/// Registries answer with the smallest block they know. Inside a large one there may be smaller ones with contacts of their own, so that
/// only answers up to a size are taken for the neighbours too.
enum RDAPCover {
    /// The block, if it is small enough: up to a /20 of version 4, a /40 of version 6.
    static func block(_ answer: RDAPAnswer) -> ClosedRange<IPAddress>? {
        guard let range = answer.addresses, range.lowerBound.width == range.upperBound.width else { return nil }
        let size = range.upperBound.bits - range.lowerBound.bits
        return size < UInt128(1) << (range.lowerBound.width == 32 ? 12 : 88) ? range : nil
    }
}
