public import AllianceKit
import CVideo

/// The frames of a video, decoded one after the other through FFmpeg's libraries. Nothing is written anywhere.
///
///     let frames = try VideoFrames(.descriptor(descriptor))
///     while let frame = try frames.next() { use(frame.seconds, try frames.picture()) }
///     if let fault = frames.fault { … }      // the video was cut or damaged
///
/// Stored pixels as they are: no rotation, no colour profile. Only containers and codings of a fixed list are read, and no other file or address
/// that a container names.
@safe public final class VideoFrames {
    /// What the container says.
    public let info: VideoInfo
    /// Frames decoded until now, damaged ones included.
    public private(set) var decoded = 0
    private let limits: VideoLimits
    private let input: VideoInput
    private let video: OpaquePointer
    private var last: VideoFrame?

    /// Opens a video. With `keyFramesOnly` only frames that stand on their own are decoded, which is several times faster.
    ///
    /// Throws `imaging.video.…` of what is wrong with it, or of the limit it breaks.
    public init(
        _ source: VideoSource, keyFramesOnly: Bool = false, threads: Int = 1, limits: VideoLimits = VideoLimits()
    )
        throws(AllianceError)
    {
        if case .bytes(let bytes) = source, bytes.isEmpty {
            throw AllianceError("imaging.empty", "the file is empty")
        }
        input = VideoInput(source)
        self.limits = limits
        var bounds = cvideo_limits()
        bounds.pixels = Int64(clamping: limits.pixels)
        bounds.side = Int32(clamping: limits.side)
        bounds.streams = Int32(clamping: limits.streams)
        bounds.seconds = limits.duration
        bounds.processor_seconds = limits.processorSeconds
        bounds.bytes = Int64(clamping: limits.bytes)
        var claims = cvideo_info()
        var progress = cvideo_progress()
        var opened: OpaquePointer?
        var value = unsafe input.value
        let done = unsafe cvideo_open(
            &value, &bounds, keyFramesOnly ? 1 : 0, Int32(clamping: max(1, threads)), &opened, &claims, &progress)
        info = VideoInfo(claims)
        guard done == CVIDEO_OK, let opened = unsafe opened else {
            throw VideoFault.error(done, info, limits, errno: progress.error_number)
        }
        unsafe video = opened
        if let frames = info.frameCount, !keyFramesOnly, frames > limits.frames {
            throw Self.tooMany(frames, limits)
        }
    }

    deinit { unsafe cvideo_close(video) }

    /// The next frame, or nil at the end of the video. Damaged frames are left out; they count in `VideoFrame.index`.
    public func next() throws(AllianceError) -> VideoFrame? {
        while true {
            var frame = cvideo_frame()
            let done = unsafe cvideo_next(video, &frame)
            if done == CVIDEO_END { return nil }
            guard done == CVIDEO_OK else {
                var shown = info
                if done == CVIDEO_DURATION { shown.duration = nil }
                throw VideoFault.error(done, shown, limits, errno: progress.error_number)
            }
            decoded += 1
            guard decoded <= limits.frames else { throw Self.tooMany(decoded, limits) }
            if frame.damaged != 0 { continue }
            let found = VideoFrame(
                index: Int(frame.index), seconds: frame.seconds < 0 ? nil : frame.seconds, width: Int(frame.width),
                height: Int(frame.height))
            last = found
            return found
        }
    }

    /// The pixels of the frame that came last: as they are, or scaled; colour, or gray. Throws `imaging.video.unsupported` for a layout that
    /// cannot be converted.
    public func picture(_ layout: Picture.Layout = .rgb, width: Int? = nil, height: Int? = nil) throws(AllianceError)
        -> Picture
    {
        guard let last else { throw AllianceError("imaging.video.no-frame", "no frame was read yet", exit: .bug) }
        let (width, height) = (width ?? last.width, height ?? last.height)
        let size = width * height * layout.rawValue
        var done: Int32 = 0
        let samples = unsafe [UInt8](unsafeUninitializedCapacity: size + Int(CVIDEO_MARGIN)) { space, count in
            done = unsafe cvideo_pixels(
                video, Int32(layout.rawValue), Int32(clamping: width), Int32(clamping: height), space.baseAddress,
                space.count)
            count = done == CVIDEO_OK ? size : 0
        }
        guard done == CVIDEO_OK,
            let picture = Picture(width: width, height: height, layout: layout, samples: samples)
        else { throw VideoFault.error(done, info, limits) }
        return picture
    }

    /// What was wrong, once `next` gave nil: not all came that was claimed, or parts could not be decoded.
    public var fault: AllianceError? {
        let progress = self.progress
        let claimed = info.frameCount.map { Int64($0) > progress.packets } ?? false
        let short = info.duration.map { $0 - progress.seconds > slack($0) } ?? false
        if decoded == 0 { return AllianceError("imaging.video.no-frames", "no frame of the video can be decoded") }
        if claimed || short || progress.cut != 0 || progress.broken != 0 {
            let said = info.duration.map { " of \(Self.tenths($0)) claimed" } ?? ""
            return AllianceError(
                "imaging.video.truncated",
                "the video ends after \(Self.tenths(progress.seconds))\(said) seconds; the frames up to there are given"
            )
        }
        if progress.damaged > 0 {
            return AllianceError(
                "imaging.video.damaged",
                "parts of the video are damaged (\(progress.damaged)); the frames that can be decoded are given")
        }
        return nil
    }

    /// How much of the claimed time may be missing at the end of a whole video. Matroska states it by what was written; others claim rounded times,
    /// times of streams that are not read, or what a bit rate suggests.
    private func slack(_ duration: Double) -> Double {
        guard info.container == "matroska" else { return max(1, duration / 20) }
        return max(0.2, 4 / max(1, info.frameRate ?? 25))
    }

    private var progress: cvideo_progress {
        var progress = cvideo_progress()
        unsafe cvideo_report(video, &progress)
        return progress
    }

    private static func tooMany(_ frames: Int, _ limits: VideoLimits) -> AllianceError {
        AllianceError("imaging.video.frames.too-many", "the video has \(frames) frames of \(limits.frames) allowed")
    }

    private static func tenths(_ seconds: Double) -> String { "\((seconds * 10).rounded() / 10)" }
}

/// One decoded frame, without its pixels.
public struct VideoFrame: Sendable, Hashable {
    /// Its place among all frames that were decoded, from 0.
    public let index: Int
    /// When it is shown, from the start of the video, if the container says so.
    public let seconds: Double?
    /// Pixels across.
    public let width: Int
    /// Pixels down.
    public let height: Int
}

extension VideoInfo {
    /// What the C functions found.
    init(_ claims: cvideo_info) {
        let names = unsafe withUnsafeBytes(of: claims) { space in
            [0, 16].map { unsafe String(decoding: space[$0..<$0 + 16].prefix { $0 != 0 }, as: UTF8.self) }
        }
        self.init(
            container: names[0], codec: names[1], width: Int(claims.width), height: Int(claims.height),
            duration: claims.seconds < 0 ? nil : claims.seconds,
            frameRate: claims.frame_rate > 0 ? claims.frame_rate : nil,
            frameCount: claims.frames > 0 ? Int(claims.frames) : nil, streams: Int(claims.streams))
    }
}
