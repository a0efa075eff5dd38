import AllianceKit
import Isolation

/// Whether the workers that decode pictures are locked down on this machine, and whether it holds.
enum WorkerLockDownCheck: HealthCheck {
    static let name = "locked-down workers"

    static func examine(_ context: CommandContext) throws -> [HealthFinding] {
        guard let executable = context.surroundings.workerExecutable else {
            return [
                HealthFinding(.warning, name, "none: hostile pictures are decoded in the process of the command")
            ]
        }
        let pool = WorkerPool(
            WorkerProgram(executable: executable, words: HashingTasks.words), for: LockDownProbe.self)
        return try pool.withWorker { worker in
            let lockDown = try worker.lockDown()
            let probe = try worker.perform(LockDownProbe.self, LockDownProbe.Request())
            return [measures(lockDown), tries(probe)]
        }
    }

    private static func measures(_ lockDown: LockDown) -> HealthFinding {
        let holding =
            "limits, no new privileges"
            + (lockDown.landlock > 0 ? ", Landlock \(lockDown.landlock)" : "")
            + (lockDown.systemCalls ? ", system-call filter" : "")
        guard !lockDown.isComplete else { return HealthFinding(.ok, "worker's measures", holding) }
        let missing = (lockDown.landlock > 0 ? [] : ["Landlock"]) + (lockDown.systemCalls ? [] : ["system-call filter"])
        return HealthFinding(
            .warning, "worker's measures", "\(holding); not on this kernel: \(missing.joined(separator: ", "))",
            hint: "allow seccomp in the container, or use a kernel with Landlock (5.13)")
    }

    private static func tries(_ probe: LockDownProbe.Answer) -> HealthFinding {
        guard !probe.possible.isEmpty else {
            return HealthFinding(
                .ok, "worker's refusals", "\(probe.refused.count) of \(probe.refused.count) tries refused")
        }
        return HealthFinding(
            .failed, "worker's refusals", "possible in a worker: \(probe.possible.joined(separator: ", "))")
    }
}
