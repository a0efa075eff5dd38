import AllianceKit
import Imaging

/// The transform of a picture file, decoded the way its profile asks for.
struct DecodedPDQ {
    /// Pixels across and down, as stored.
    let width: Int
    let height: Int
    /// The part that was hashed, if borders were to be removed.
    let unletterboxed: PictureBox?
    /// What the hashes are made of.
    let transform: PDQTransform

    /// The side that `fast` keeps when it decodes at reduced size.
    static let fastSide = 512

    /// Decodes a file, and removes the borders of its picture if asked to. Throws when it cannot be decoded (`imaging.…`).
    init(
        _ bytes: [UInt8], _ profile: PDQProfile, _ limits: ImageLimits, unletterbox: Bool = false
    ) throws(AllianceError) {
        if unletterbox {
            // Borders are known when the whole picture is.
            let picture = try ImageDecoder.decode(bytes, limits: limits)
            let box = Unletterbox.box(of: picture)
            (width, height, unletterboxed) = (picture.width, picture.height, box)
            transform = PDQ.transform(picture, profile, part: box)
            return
        }
        var sink = Sink(profile)
        let demand: PictureDemand = profile == .fast ? .gray(side: Self.fastSide) : .pixels
        try ImageDecoder.stream(bytes, demand, limits: limits, into: &sink)
        width = sink.width
        height = sink.height
        unletterboxed = nil
        transform = sink.finish()
    }

    /// Hands rows to the reduction while they are decoded.
    private struct Sink: PictureSink, ~Copyable {
        let profile: PDQProfile
        var width = 0
        var height = 0
        private var reduction: PDQReduction?
        private var format = PDQReduction.Format.rgb

        init(_ profile: PDQProfile) {
            self.profile = profile
            reduction = nil
        }

        mutating func begin(_ rows: PictureRows) {
            width = rows.pictureWidth
            height = rows.pictureHeight
            guard min(width, height) >= PDQ.minimumSide else { return }
            // Gray that was decoded as gray is luma already; a gray picture's exact hash still weighs three equal channels.
            format = PDQReduction.Format(rows.layout)
            reduction = PDQReduction(
                profile, width: rows.width, height: rows.height, standingFor: (width, height), scale: rows.scale)
        }

        mutating func take(_ rows: UnsafeRawPointer, stride: Int, count: Int) {
            unsafe reduction?.take(rows, stride: stride, count: count, as: format)
        }

        consuming func finish() -> PDQTransform {
            guard let reduction = reduction.take() else { return .empty }
            return PDQTransform(reduction.finish())
        }
    }
}
