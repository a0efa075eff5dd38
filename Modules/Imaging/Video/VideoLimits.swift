/// What a video may ask for; checked against what its container claims before a frame is decoded, and again while it is read.
public struct VideoLimits: Sendable, Hashable, Codable {
    /// Seconds of playing time.
    public var duration: Double
    /// Frames that are decoded.
    public var frames: Int
    /// Pixels of a frame.
    public var pixels: Int
    /// Pixels of either side.
    public var side: Int
    /// Streams in the container, of any kind.
    public var streams: Int
    /// Seconds on a processor, opening included.
    public var processorSeconds: Double
    /// Bytes of the file, or read from a pipe.
    public var bytes: Int

    /// Makes limits: 8 hours, a million frames, 36 million pixels a frame (8K), 16,384 a side, 64 streams, an hour of a processor and
    /// 64 GiB unless said otherwise.
    public init(
        duration: Double = 28_800, frames: Int = 1_000_000, pixels: Int = 36_000_000, side: Int = 16_384,
        streams: Int = 64, processorSeconds: Double = 3_600, bytes: Int = 1 << 36
    ) {
        self.duration = duration
        self.frames = frames
        self.pixels = pixels
        self.side = side
        self.streams = streams
        self.processorSeconds = processorSeconds
        self.bytes = bytes
    }
}
