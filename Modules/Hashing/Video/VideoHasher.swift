import AllianceKit
import Imaging
import Isolation

/// Hashes videos for commands: frames are decoded in locked-down workers, digests are computed here.
///
/// Where the surroundings name no program for workers (a library user's process, a test), videos are decoded in this process.
struct VideoHasher: Sendable {
    let options: VideoHashOptions
    let algorithms: HashAlgorithms
    private let pool: WorkerPool?

    /// Takes the workers from the surroundings.
    init(_ context: CommandContext, _ options: VideoHashOptions, algorithms: HashAlgorithms = .all) {
        self.options = options
        self.algorithms = algorithms
        pool = context.surroundings.workerExecutable.map { executable in
            WorkerPool(
                WorkerProgram(executable: executable, words: HashingTasks.words), for: VideoTask.self,
                limits: WorkerLimits(itemSeconds: Self.seconds(options), items: 50))
        }
    }

    /// The digests and frame hashes of what is behind a descriptor, of which `read` was read already if it is a pipe.
    func hash(_ descriptor: Int32, read: [UInt8] = []) throws -> FileHashes {
        try FileHashes.computeVideo(
            descriptor, read: read, algorithms: algorithms, limit: options.limits.bytes, decode: decode)
    }

    private func decode(_ source: VideoSource) throws -> VideoHashes {
        guard let pool else { return try VideoHashes.compute(source, options: options) }
        return try pool.withWorker { worker in
            func ask(_ file: Int32?) throws -> VideoHashes {
                let answer = try worker.perform(
                    VideoTask.self, options, file: file, seconds: Self.seconds(options))
                return try VideoTask.hashes(answer, options)
            }
            switch source {
            case .bytes(let bytes):
                try worker.bytes.append(bytes)
                return try ask(nil)
            case .descriptor(let descriptor): return try ask(descriptor)
            case .pipe(let descriptor, let read, let seen):
                return try PipeTee.run(descriptor, read: read, seen: seen) { try ask($0) }
            }
        }
    }

    /// A little more than the decoder gives itself, so that it can say what it has.
    private static func seconds(_ options: VideoHashOptions) -> Int {
        Int(min(1e6, options.limits.processorSeconds)) + 30
    }
}
