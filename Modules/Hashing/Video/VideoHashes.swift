public import AllianceKit
public import Imaging

/// vPDQ: the PDQ hashes of a video's frames.
///
///     let hashes = try VideoHashes.compute(.descriptor(descriptor))
///     hashes.frames.first?.hash
///     hashes.fault                // the video was cut or damaged; what came before is there
public struct VideoHashes: Sendable, Hashable {
    /// What the container says; nil of hashes that were read from a file.
    public var info: VideoInfo?
    /// The hashes in the order of the frames.
    public var frames: [VideoFrameHash]
    /// From which pixels they were made.
    public var size: FrameSize
    /// How PDQ was computed.
    public var profile: PDQProfile
    /// Frames that were left out because they were near to the one before.
    public var skipped: Int
    /// Why the frames are not all there.
    public var fault: AllianceError?

    /// Takes hashes that are there already.
    public init(
        frames: [VideoFrameHash], info: VideoInfo? = nil, size: FrameSize = .full, profile: PDQProfile = .full,
        skipped: Int = 0, fault: AllianceError? = nil
    ) {
        self.frames = frames
        self.info = info
        self.size = size
        self.profile = profile
        self.skipped = skipped
        self.fault = fault
    }

    /// The distinct hashes of frames that say enough to be matched, each with the frame it was met in first.
    public var distinct: [VideoFrameHash] {
        var seen: Set<Hash256> = []
        return frames.filter { $0.isReliable && seen.insert($0.hash).inserted }
    }

    /// Decodes a video and hashes the frames chosen. Memory holds one frame and the hashes.
    ///
    /// Throws when nothing can be had (`imaging.video.…`); when a limit or damage ends it on the way, the frames up to there are given and
    /// `fault` says so.
    public static func compute(_ source: VideoSource, options: VideoHashOptions = VideoHashOptions())
        throws(AllianceError) -> VideoHashes
    {
        let reader = try VideoFrames(source, keyFramesOnly: options.selection == .keyFrames, limits: options.limits)
        var hashes = VideoHashes(frames: [], info: reader.info, size: options.size, profile: options.profile)
        let step = self.step(options.selection, reader.info.frameRate)
        do {
            while let frame = try reader.next() {
                guard frame.index % step == 0 else { continue }
                let pdq = try hash(frame, reader, options)
                if let limit = options.sceneDistance, let last = hashes.frames.last,
                    last.hash.distance(to: pdq.hash) <= limit
                {
                    hashes.skipped += 1
                    continue
                }
                hashes.frames.append(
                    VideoFrameHash(
                        frame: Self.number(of: frame, options.selection, reader.info), hash: pdq.hash,
                        quality: pdq.quality, timestamp: time(of: frame, reader.info)))
            }
            hashes.fault = reader.fault
        } catch {
            if hashes.frames.isEmpty { throw error }
            hashes.fault = error
        }
        if hashes.frames.isEmpty, let fault = hashes.fault { throw fault }
        return hashes
    }

    /// Each how many frames one is hashed: int(seconds between hashes * frames a second), at least 1.
    static func step(_ selection: FrameSelection, _ rate: Double?) -> Int {
        guard case .perSecond(let count) = selection, let rate, count > 0 else { return 1 }
        return max(1, Int(clamping: Int64(min(1e15, rate / count))))
    }

    private static func hash(_ frame: VideoFrame, _ reader: VideoFrames, _ options: VideoHashOptions)
        throws(AllianceError) -> PDQHash
    {
        switch options.size {
        case .full: return PDQ.hash(of: try reader.picture(), profile: options.profile)
        case .gray512:
            // Small frames are not blown up: that would move the filter's grid.
            let picture = try reader.picture(.gray, width: min(512, frame.width), height: min(512, frame.height))
            return PDQ.hash(of: picture, profile: options.profile)
        }
    }

    /// When a frame is shown: as the container says, else by its number.
    private static func time(of frame: VideoFrame, _ info: VideoInfo) -> Double {
        if let seconds = frame.seconds { return seconds }
        return info.frameRate.map { Double(frame.index) / $0 } ?? 0
    }

    /// A key frame's number among all frames follows from its time, since the frames between were not decoded.
    private static func number(of frame: VideoFrame, _ selection: FrameSelection, _ info: VideoInfo) -> Int {
        guard selection == .keyFrames, let seconds = frame.seconds, let rate = info.frameRate else {
            return frame.index
        }
        return Int((seconds * rate).rounded())
    }
}
