public import AllianceKit
public import Imaging

/// PDQ, Meta's perceptual hash of pictures, bit for bit as the reference computes it (facebook/ThreatExchange, `pdq/`).
///
///     let picture = try ImageDecoder.decode(bytes)
///     let pdq = PDQ.hash(of: picture)
///     pdq.hash.hex          // 64 hexadecimal digits
///     pdq.quality           // 0…100
///
/// Every floating-point addition happens in the reference's order, so hashes agree in all bits. The picture is taken as it is stored: not
/// rotated, not resized.
public enum PDQ {
    /// Pictures with a side below this have the hash zero and the quality 0.
    public static let minimumSide = 5

    /// The hash of a picture.
    public static func hash(of picture: Picture) -> PDQHash {
        guard let transform = PDQTransform(PDQLuma(picture)) else { return empty }
        return PDQHash(hash: transform.hash(), quality: transform.quality, profile: .full)
    }

    /// The hash of a picture file's bytes (JPEG, PNG or WebP). Throws when they cannot be decoded (`imaging.…`).
    public static func hash(decoding bytes: [UInt8], limits: ImageLimits = ImageLimits()) throws(AllianceError)
        -> PDQHash
    {
        hash(of: try ImageDecoder.decode(bytes, limits: limits))
    }

    /// The hash of a luma plane: `width * height` values 0…255, row by row. Nil unless there are exactly as many values.
    public static func hash(luma: [Float], width: Int, height: Int) -> PDQHash? {
        guard let plane = PDQLuma(luma, width: width, height: height) else { return nil }
        guard let transform = PDQTransform(plane) else { return empty }
        return PDQHash(hash: transform.hash(), quality: transform.quality, profile: .full)
    }

    /// The hashes of a picture and of its seven rotations and reflections, from one transform.
    ///
    /// They equal the reference's dihedral hashes; the hash of a picture that really was rotated can differ in a few bits, because the
    /// samples then lie half a pixel apart.
    public static func dihedral(of picture: Picture) -> PDQDihedral {
        guard let transform = PDQTransform(PDQLuma(picture)) else {
            return PDQDihedral(hashes: PDQOrientation.allCases.map { _ in Hash256() }, quality: 0, profile: .full)
        }
        return PDQDihedral(
            hashes: PDQOrientation.allCases.map { transform.hash($0) }, quality: transform.quality, profile: .full)
    }

    private static var empty: PDQHash { PDQHash(hash: Hash256(), quality: 0, profile: .full) }
}
