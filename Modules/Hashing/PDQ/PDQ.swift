public import AllianceKit
public import Imaging

/// PDQ, Meta's perceptual hash of pictures, bit for bit as the reference computes it (facebook/ThreatExchange, `pdq/`).
///
///     let pdq = try PDQ.hash(decoding: bytes)
///     pdq.hash.hex          // 64 hexadecimal digits
///     pdq.quality           // 0…100
///     pdq.profile           // .full
///
/// In the profiles `full` and `ref512` every floating-point addition happens in the reference's order, so hashes agree in all bits on any
/// processor. The picture is taken as it is stored, not rotated. `fast` is an approximation of `full` and says so.
public enum PDQ {
    /// Pictures with a side below this have the hash zero and the quality 0.
    public static let minimumSide = 5

    /// The hash of a picture.
    public static func hash(of picture: Picture, profile: PDQProfile = .full) -> PDQHash {
        transform(picture, profile).hash(profile)
    }

    /// The hash of a picture file's bytes (JPEG, PNG or WebP). Throws when they cannot be decoded (`imaging.…`).
    public static func hash(
        decoding bytes: [UInt8], profile: PDQProfile = .full, limits: ImageLimits = ImageLimits()
    ) throws(AllianceError) -> PDQHash {
        try DecodedPDQ(bytes, profile, limits).transform.hash(profile)
    }

    /// The hash of a luma plane: `width * height` values 0…255, row by row. Nil unless there are exactly as many values.
    public static func hash(luma: [Float], width: Int, height: Int, profile: PDQProfile = .full) -> PDQHash? {
        let (count, overflow) = width.multipliedReportingOverflow(by: height)
        guard width > 0, height > 0, !overflow, luma.count == count else { return nil }
        guard min(width, height) >= minimumSide else { return PDQTransform.empty.hash(profile) }
        var reduction = PDQReduction(profile, width: width, height: height)
        unsafe luma.withUnsafeBytes { space in
            guard let base = space.baseAddress else { return }
            unsafe reduction.take(base, stride: width * MemoryLayout<Float>.stride, count: height, as: .luma)
        }
        return PDQTransform(reduction.finish()).hash(profile)
    }

    /// The hashes of a picture and of its seven rotations and reflections, from one transform.
    ///
    /// They equal the reference's dihedral hashes; the hash of a picture that really was rotated can differ in a few bits, because the
    /// samples then lie half a pixel apart.
    public static func dihedral(of picture: Picture, profile: PDQProfile = .full) -> PDQDihedral {
        transform(picture, profile).dihedral(profile)
    }

    /// The hashes of a picture file and of its seven rotations and reflections. Throws when it cannot be decoded (`imaging.…`).
    public static func dihedral(
        decoding bytes: [UInt8], profile: PDQProfile = .full, limits: ImageLimits = ImageLimits()
    ) throws(AllianceError) -> PDQDihedral {
        try DecodedPDQ(bytes, profile, limits).transform.dihedral(profile)
    }

    /// The hash of a picture through the kernels for one instruction set, which the processor must have.
    package static func hash(of picture: Picture, profile: PDQProfile, variant: PDQVariant) -> PDQHash {
        transform(picture, profile, variant: variant).hash(profile)
    }

    /// The frequencies of a picture, or of a part of it.
    static func transform(
        _ picture: Picture, _ profile: PDQProfile, part: PictureBox? = nil, variant: PDQVariant = .best
    ) -> PDQTransform {
        let width = part?.width ?? picture.width
        let height = part?.height ?? picture.height
        guard min(width, height) >= minimumSide else { return .empty }
        var reduction = PDQReduction(profile, width: width, height: height, variant: variant)
        reduction.take(picture, part: part)
        return PDQTransform(reduction.finish(), variant: variant)
    }
}
