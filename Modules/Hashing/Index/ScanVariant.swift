import CKernels

/// The instruction sets the scan is compiled for. All find the same; they differ in speed, so the choice is left to the processor except
/// in tests and measurements.
public enum ScanVariant: Int32, Sendable, CaseIterable {
    /// The widest the processor has.
    case automatic = 0
    /// No special instructions.
    case plain = 1
    /// The processor's count of set bits, a word at a time.
    case popcnt = 2
    /// 256-bit vectors with a table of half bytes.
    case avx2 = 3
    /// 512-bit vectors with their own count of set bits (VPOPCNTDQ).
    case avx512 = 4

    /// Whether the processor can run it.
    public var isSupported: Bool { ck_scan_supports(rawValue) != 0 }

    /// What `automatic` means on this processor.
    static let best: ScanVariant = allCases.reversed().first { $0 != .automatic && $0.isSupported } ?? .plain

    /// The variant that runs when this one is asked for.
    var effective: ScanVariant { self == .automatic || !isSupported ? Self.best : self }
}
