import AllianceKit
import CIsolation

/// Which measures hold in a process that locked itself down.
public struct LockDown: Sendable, Hashable, Codable {
    /// Address space, processor time and open files are bounded; no core dumps. Always true of a worker that runs.
    public var limits: Bool
    /// Running another program gives no privileges; no other process of the user can look inside. Always true of a worker that runs.
    public var noNewPrivileges: Bool
    /// The ABI of the kernel's Landlock that denies the file system; 0 when this kernel has none.
    public var landlock: Int
    /// Whether system calls beyond the allowed ones are refused.
    public var systemCalls: Bool

    /// Whether every measure holds.
    public var isComplete: Bool { limits && noNewPrivileges && landlock > 0 && systemCalls }

    /// Makes a report.
    public init(limits: Bool, noNewPrivileges: Bool, landlock: Int, systemCalls: Bool) {
        self.limits = limits
        self.noNewPrivileges = noNewPrivileges
        self.landlock = landlock
        self.systemCalls = systemCalls
    }

    /// Locks this process down for the rest of its life. Throws `isolation.lock` when a measure that every kernel has cannot be taken;
    /// Landlock and the filter of system calls are reported, since some kernels and containers lack them.
    static func apply(_ bounds: WorkerLimits) throws(AllianceError) -> LockDown {
        // Descriptors: three standard ones, the socket, the shared memory, the payload, and room for a replacement of each.
        let cpu = UInt64(max(1, bounds.itemSeconds)) &* UInt64(max(1, bounds.items)) &+ 60
        try require(ciso_limit(UInt64(max(0, bounds.memory)), cpu, 16), "its resources cannot be bounded")
        try require(ciso_no_new_privileges(), "its privileges cannot be given up")
        let landlock = Int(max(0, ciso_landlock()))
        return LockDown(
            limits: true, noNewPrivileges: true, landlock: landlock, systemCalls: ciso_filter_calls() == 0)
    }

    private static func require(_ code: Int32, _ problem: String) throws(AllianceError) {
        guard code < 0 else { return }
        throw Files.failure("isolation.lock", "the worker cannot be locked down: \(problem)", -code, exit: .unavailable)
    }
}
