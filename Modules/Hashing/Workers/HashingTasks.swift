import Isolation

/// What `hashing worker` can be asked to do; each task has a pool of its own, so that one loads only what it needs.
enum HashingTasks {
    static let all: [any IsolatedTask.Type] = [PictureTask.self, VideoTask.self]
    /// The words that make the program a worker; the task's name follows.
    static let words = ["hashing", "worker"]
}
