import AllianceKit
import CKernels
import Glibc

/// The 16 x 16 low frequencies of a picture, from which all eight hashes are made, and its quality.
struct PDQTransform {
    /// Row by row.
    let frequencies: [Float]
    /// How much the 64 x 64 values change from one to the next, cut to 0…100: a measure of structure, not of beauty.
    let quality: Int
    private let variant: PDQVariant

    /// Transforms 64 x 64 values, row by row.
    init(_ small: [Float], variant: PDQVariant = .best) {
        precondition(small.count == 4096)
        quality = unsafe Int(ck_pdq_quality(small, variant.rawValue))
        self.variant = variant
        frequencies = unsafe [Float](unsafeUninitializedCapacity: 256) { space, count in
            unsafe ck_pdq_transform(small, Self.cosines, space.baseAddress, variant.rawValue)
            count = 256
        }
    }

    /// Rows 1…16 of the 64-point cosine transform; the constant row 0 is left out.
    private static let cosines: [Float] = {
        let scale = Float((2.0 / 64).squareRoot())
        return (0..<16).flatMap { i in
            (0..<64).map { j in Float(Double(scale) * cos(.pi / 2 / 64 * Double(i + 1) * Double(2 * j + 1))) }
        }
    }()

    /// The hash of one orientation: a bit is set where the frequency is above the lower median of all. Turning a picture exchanges rows and
    /// columns of its frequencies and changes the signs of every second one; the first, with index 0, counts as even.
    func hash(_ orientation: PDQOrientation = .original) -> Hash256 {
        let (evenRows, evenColumns, transposed): (Bool, Bool, Bool) =
            switch orientation {
            case .original: (false, false, false)
            case .rotate90: (false, true, true)
            case .rotate180: (true, true, false)
            case .rotate270: (true, false, true)
            case .flipX: (true, false, false)
            case .flipY: (false, true, false)
            case .flipPlus1: (false, false, true)
            case .flipMinus1: (true, true, true)
            }
        var words: [UInt64] = [0, 0, 0, 0]
        unsafe ck_pdq_bits(
            frequencies, evenRows ? 1 : 0, evenColumns ? 1 : 0, transposed ? 1 : 0, &words, variant.rawValue)
        return Hash256(word0: words[0], word1: words[1], word2: words[2], word3: words[3])
    }

    /// The plain hash of a profile.
    func hash(_ profile: PDQProfile) -> PDQHash { PDQHash(hash: hash(), quality: quality, profile: profile) }

    /// The hashes of all orientations.
    func dihedral(_ profile: PDQProfile) -> PDQDihedral {
        PDQDihedral(hashes: PDQOrientation.allCases.map { hash($0) }, quality: quality, profile: profile)
    }

    /// What pictures with a side below five have: bits and quality zero.
    static let empty = PDQTransform()

    private init() {
        frequencies = [Float](repeating: 0, count: 256)
        quality = 0
        variant = .best
    }
}
