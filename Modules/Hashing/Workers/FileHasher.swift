import AllianceKit
import Cryptography
import Imaging
import Isolation

/// Hashes files for commands: they are read and digested here, once, and their pictures are decoded in locked-down workers.
///
/// Where the surroundings name no program for workers (a library user's process, a test), pictures are decoded in this process.
struct FileHasher: Sendable {
    /// What is computed.
    let options: HashOptions
    private let pool: WorkerPool?
    private let video: VideoHasher
    private let itemSeconds: Int
    private let now: @Sendable () -> Instant

    /// Takes the limits of the workspace's configuration, if there is one.
    /// Of videos one frame a second is hashed unless said otherwise.
    init(
        _ context: CommandContext, _ options: HashOptions = HashOptions(),
        frames: FrameSelection = .perSecond(1)
    ) throws {
        let limits = try context.configuration()?.limits ?? Configuration.Limits()
        var options = options
        options.limits.bytes = limits.pictureBytes
        options.limits.pixels = limits.picturePixels
        self.options = options
        itemSeconds = limits.itemSeconds
        now = context.surroundings.now
        video = VideoHasher(
            context, VideoHashOptions(selection: frames, profile: options.profile), algorithms: options.algorithms)
        pool = context.surroundings.workerExecutable.map { executable in
            WorkerPool(
                WorkerProgram(executable: executable, words: HashingTasks.words), for: PictureTask.self,
                limits: WorkerLimits(itemSeconds: limits.itemSeconds, memory: limits.workerMemory))
        }
    }

    /// Starts so many workers, which get ready while the caller does other things.
    func warm(_ count: Int) { if wantsPicture { pool?.warm(count) } }

    /// The hashes of a file. What is wrong with its picture, or became of the worker, is in `pictureError`; throws when it cannot be read.
    ///
    /// The time an item may take holds for reading too, with a second more for every 4 MiB of a regular file: what grows all the time, or is a
    /// device without an end, is `file.time`. Pipes end when whoever writes to them does.
    func hash(_ file: inout InputFile) throws -> FileHashes {
        if let seconds = readingSeconds(file.kind) {
            let (end, now, name) = (now().adding(seconds: seconds), now, file.name)
            file.beforeRead = {
                guard now() > end else { return }
                throw AllianceError(
                    "file.time", "reading takes longer than \(Int(seconds)) seconds", at: SourcePlace(file: name))
            }
        }
        if wantsPicture, let descriptor = file.descriptor,
            VideoFormat(sniffing: try file.peek(VideoFormat.sniffed)) != nil
        {
            return try video.hash(descriptor, read: try file.nextChunk() ?? [])
        }
        guard let pool, wantsPicture else { return try FileHashes.compute(&file, options: options) }
        return try pool.withWorker { worker in try hash(&file, worker) }
    }

    private func readingSeconds(_ kind: InputFile.Kind) -> Double? {
        switch kind {
        case .regular(let size): Double(itemSeconds) + Double(size >> 22)
        case .device: Double(itemSeconds)
        case .stream: nil
        }
    }

    private var wantsPicture: Bool { options.algorithms.algorithms.contains(.pdq) }

    private func hash(_ file: inout InputFile, _ worker: Worker) throws -> FileHashes {
        var digester = MultiDigester(options.algorithms.algorithms.compactMap(\.digest))
        let limit = options.limits.bytes
        var start: [UInt8] = []
        var count = 0
        while let chunk = try file.nextChunk() {
            digester.update(chunk)
            if start.count < ImageFormat.signatureCount {
                start += chunk.prefix(ImageFormat.signatureCount - start.count)
            }
            count += chunk.count
            if count <= limit { try worker.bytes.append(chunk) } else { worker.bytes.removeAll() }
        }
        var hashes = FileHashes(byteCount: count, digests: digester.finish())
        do {
            // What is no picture at all is seen from its first bytes; no worker is troubled with it.
            try ImageDecoder.check(start: start, byteCount: count, limits: options.limits)
            hashes.take(try worker.perform(PictureTask.self, options))
        } catch let error as AllianceError {
            hashes.pictureError = error
        }
        return hashes
    }
}
