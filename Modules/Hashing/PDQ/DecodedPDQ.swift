import AllianceKit
import Imaging

/// The transform of a picture file.
struct DecodedPDQ {
    /// Pixels across and down, as stored.
    let width: Int
    let height: Int
    /// What the hashes are made of.
    let transform: PDQTransform

    /// Decodes a file as its profile asks for. Throws when it cannot be decoded (`imaging.…`).
    init(_ bytes: [UInt8], _ profile: PDQProfile, _ limits: ImageLimits) throws(AllianceError) {
        let picture = try ImageDecoder.decode(bytes, limits: limits)
        width = picture.width
        height = picture.height
        transform = PDQ.transform(picture, profile)
    }
}
