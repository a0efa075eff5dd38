import AllianceKit
import Imaging

/// What a picture's pixels give.
struct PictureHashes: Sendable, Codable {
    var width: Int
    var height: Int
    var pdq: PDQHash
    var dihedral: PDQDihedral?
    var unletterboxed: PictureBox?

    /// Decodes a picture and hashes it; throws the decoder's error.
    static func compute(_ bytes: [UInt8], options: HashOptions) throws(AllianceError) -> PictureHashes {
        let decoded = try DecodedPDQ(bytes, options.profile, options.limits, unletterbox: options.unletterbox)
        return PictureHashes(
            width: decoded.width, height: decoded.height, pdq: decoded.transform.hash(options.profile),
            dihedral: options.dihedral ? decoded.transform.dihedral(options.profile) : nil,
            unletterboxed: decoded.unletterboxed)
    }
}
