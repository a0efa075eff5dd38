import CKernels

/// The instruction sets that the kernels of PDQ are compiled for. All give the same bits; tests compare them, measurements name them.
package enum PDQVariant: Int32, Sendable, CaseIterable {
    /// The fastest that the processor can run.
    case best = 0
    /// For any processor.
    case plain = 1
    /// Eight values at a time.
    case avx2 = 2
    /// Sixteen values at a time.
    case avx512 = 3

    /// Whether this processor can run it.
    package var isSupported: Bool { ck_pdq_supports(rawValue) != 0 }
}
