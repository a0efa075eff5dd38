/// The program that is started as a worker, and the words that make it one.
public struct WorkerProgram: Sendable, Hashable {
    /// Path of the executable; `/proc/self/exe` is the program that runs already.
    public var executable: String
    /// Its first words; the task's name follows them.
    public var words: [String]

    /// Names a program.
    public init(executable: String, words: [String]) {
        self.executable = executable
        self.words = words
    }
}
