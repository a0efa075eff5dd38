import AllianceKit
import Glibc
import Isolation

/// Misdeeds of a worker, for tests: what hostile bytes could make a decoder do.
enum TortureTask: IsolatedTask {
    struct Request: Codable, Sendable {
        /// What to do.
        var deed: String
        /// How much of it.
        var amount = 0
    }

    struct Answer: Codable, Sendable {
        var count: Int
        var sum: Int
        var process: Int
    }

    static let name = "torture"

    static func perform(_ request: Request, on payload: borrowing IsolatedPayload) throws -> Answer {
        switch request.deed {
        case "sum": break
        case "signal": raise(Int32(request.amount))
        case "trap":
            let nothing: [Int] = []
            return Answer(count: nothing[request.amount], sum: 0, process: 0)
        case "spin":
            var turns: UInt64 = 1
            while turns != 0 { turns = turns &* 3 | 1 }
        case "sleep": while true { sleep(1) }
        case "exit": exit(Int32(request.amount))
        case "allocate":
            var kept: [[UInt8]] = []
            for _ in 0..<request.amount { kept.append([UInt8](repeating: 1, count: 1 << 20)) }
            return Answer(count: kept.count, sum: 0, process: 0)
        case "malloc":
            guard let space = unsafe malloc(request.amount) else {
                throw AllianceError("torture.memory", "there is no memory")
            }
            unsafe free(space)
        case "throw": throw AllianceError("torture.thrown", "a line\u{1b}[31m\nand another", hint: "try again")
        case "babble":
            // Not what the parent expects: the header of a message with an absurd length.
            let bytes = [UInt8](repeating: 0xff, count: 4096)
            _ = unsafe write(WorkerService.descriptor, bytes, bytes.count)
        case "say": _ = unsafe write(2, [UInt8](repeating: 0x61, count: request.amount), request.amount)
        default: throw AllianceError("torture.deed", "no such deed: \(request.deed)")
        }
        return Answer(count: payload.count, sum: sum(payload), process: Int(getpid()))
    }

    /// The sum of the shared bytes, or of those of the file that came.
    private static func sum(_ payload: borrowing IsolatedPayload) -> Int {
        guard let file = payload.descriptor else { return payload.bytes.reduce(0) { $0 + Int($1) } }
        var bytes = [UInt8](repeating: 0, count: 65536)
        let count = unsafe read(file, &bytes, bytes.count)
        return bytes.prefix(max(0, count)).reduce(0) { $0 + Int($1) }
    }
}
