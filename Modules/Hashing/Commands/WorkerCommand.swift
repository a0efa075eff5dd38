import AllianceKit
import CommandLineKit
import Isolation

/// `alliance hashing worker`
struct WorkerCommand: Command {
    static let name = "worker"
    static let summary = "Work on hostile bytes for another command (internal)."
    static let discussion = """
        Other commands start this one and talk to it on descriptor 3; run by hand it only says so. It locks itself down before it \
        takes the first byte: no files, no network, no other processes, bounded memory and time. What one item does to \
        it costs that item, and the command that started it starts another.
        """
    static let examples = [CommandExample("what this machine's workers are kept from", "alliance doctor")]

    @Argument("What to work on; the command that starts it knows.", placeholder: "TASK") var task: String

    func run(_ context: CommandContext) async throws {
        try WorkerService.run(task, among: HashingTasks.all)
    }
}
