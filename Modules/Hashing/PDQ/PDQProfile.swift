public import CommandLineKit

/// How a PDQ hash was computed. Hashes of different profiles of one picture differ in up to 16 bits, so the profile is kept with the hash.
public enum PDQProfile: String, Sendable, Codable, CaseIterable, ArgumentValue {
    /// The filter runs over the full-resolution picture, as in pdqhash, `tx`, HMA and vPDQ; bit-exact.
    case full
}
