import CIsolation

/// Tries from within a worker what a worker must not be able to do. `alliance doctor` runs it, and tests.
public enum LockDownProbe: IsolatedTask {
    /// Nothing is asked.
    public struct Request: Codable, Sendable {
        /// Asks.
        public init() {}
    }

    /// What was refused and what was not, each as a phrase.
    public struct Answer: Codable, Sendable, Hashable {
        /// Refused, as it should be.
        public var refused: [String]
        /// Possible although it should not be.
        public var possible: [String]
    }

    /// `lock-down-probe`
    public static let name = "lock-down-probe"

    /// Tries everything.
    public static func perform(_ request: Request, on payload: borrowing IsolatedPayload) throws -> Answer {
        var answer = Answer(refused: [], possible: [])
        for (number, phrase) in tries {
            if ciso_try(Int32(number)) == 0 { answer.possible.append(phrase) } else { answer.refused.append(phrase) }
        }
        return answer
    }

    private static let tries: [(number: Int, phrase: String)] = [
        (CISO_OPEN, "reading a file"), (CISO_LIST, "listing a folder"),
        (CISO_CREATE, "making a file"), (CISO_SOCKET, "opening a socket"),
        (CISO_PROCESS, "starting a process"), (CISO_PROGRAM, "running a program"),
        (CISO_SIGNAL, "signalling another process"),
        (CISO_EXECUTABLE_MEMORY, "making memory executable"),
    ]
}
