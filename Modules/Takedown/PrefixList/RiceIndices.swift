public import AllianceKit

/// Places in a list, as removals send them: ascending 32-bit numbers.
extension RiceCoded {
    /// Codes strictly ascending places; nil when there are none.
    public init?(indices: [UInt32], _ scheme: RiceScheme) {
        self.init(ascending: indices.map { RiceNumber(UInt64($0)) }, scheme)
    }

    /// The places. Errors: those of `takedown.rice.…`.
    public func indices() throws(AllianceError) -> [UInt32] {
        try values().map { UInt32(truncatingIfNeeded: $0.word3) }
    }
}
