public import CommandLineKit

/// How a PDQ hash was computed. Hashes of different profiles of one picture differ in up to 16 bits, so the profile is kept with the hash.
public enum PDQProfile: String, Sendable, Codable, CaseIterable, ArgumentValue {
    /// The filter runs over the full-resolution picture, as in pdqhash, `tx`, HMA and vPDQ; bit-exact.
    case full
    /// The picture is first reduced to 512 x 512 by the nearest pixel when a side is longer, as the reference's C++ tool does; bit-exact.
    case ref512
    /// From a gray picture decoded at reduced size, with at least 512 pixels a side: near `full`, never equal by promise.
    case fast

    /// Whether the same pixels always give the same bits as the reference.
    public var isExact: Bool { self != .fast }
}
