public import AllianceKit
public import Imaging

/// What is to be computed of a file, and within which limits.
public struct HashOptions: Sendable, Hashable, Codable {
    /// Which hashes.
    public var algorithms: HashAlgorithms
    /// How PDQ is computed.
    public var profile: PDQProfile
    /// Whether the PDQ hashes of all eight orientations are wanted.
    public var dihedral: Bool
    /// Whether borders of one colour are removed before PDQ is computed.
    public var unletterbox: Bool
    /// What a picture may ask for.
    public var limits: ImageLimits

    /// Makes options; all hashes, profile `full`, one orientation, borders left as they are, the customary limits unless said otherwise.
    public init(
        algorithms: HashAlgorithms = .all, profile: PDQProfile = .full, dihedral: Bool = false,
        unletterbox: Bool = false, limits: ImageLimits = ImageLimits()
    ) {
        self.algorithms = algorithms
        self.profile = profile
        self.dihedral = dihedral
        self.unletterbox = unletterbox
        self.limits = limits
    }
}
