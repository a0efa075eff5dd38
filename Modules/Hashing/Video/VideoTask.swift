import AllianceKit
import Cryptography
import Imaging
import Isolation

/// Decodes a video in a worker and hashes its frames.
enum VideoTask: IsolatedTask {
    static let name = "video"

    /// What comes back, small enough for a message however long the video is.
    struct Answer: Codable, Sendable {
        var info: VideoInfo?
        /// `PackedFrames` in base64.
        var frames: String
        var skipped: Int
        /// Code and message of what is wrong with the video.
        var fault: [String]?
    }

    /// FFmpeg's libraries are loaded while there still is a file system.
    static func prepare() throws { try VideoLibrary.load() }

    static func perform(_ request: VideoHashOptions, on payload: borrowing IsolatedPayload) throws -> Answer {
        let source: VideoSource = payload.descriptor.map { .descriptor($0) } ?? .bytes(payload.bytes)
        let hashes = try VideoHashes.compute(source, options: request)
        return Answer(
            info: hashes.info, frames: StrictBase64.encode(PackedFrames.pack(hashes.frames)), skipped: hashes.skipped,
            fault: hashes.fault.map { [$0.code, $0.message] })
    }

    /// The hashes of an answer. What a worker says of the video is no more to be trusted than the video.
    static func hashes(_ answer: Answer, _ options: VideoHashOptions) throws(AllianceError) -> VideoHashes {
        guard let bytes = StrictBase64.decode(answer.frames), let frames = PackedFrames.unpack(bytes) else {
            throw AllianceError("isolation.answer", "the worker gave an answer that cannot be used")
        }
        var hashes = VideoHashes(
            frames: frames, info: answer.info, size: options.size, profile: options.profile, skipped: answer.skipped)
        if let fault = answer.fault, fault.count == 2 { hashes.fault = AllianceError(fault[0], fault[1]) }
        return hashes
    }
}
