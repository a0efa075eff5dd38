/// What a video's container says of it.
public struct VideoInfo: Sendable, Hashable, Codable {
    /// The container, by FFmpeg's name: `mov`, `matroska`, `avi` …
    public var container: String
    /// The coding of the video stream: `h264`, `vp9` …
    public var codec: String
    /// Pixels across.
    public var width: Int
    /// Pixels down.
    public var height: Int
    /// The claimed playing time in seconds, if any is claimed.
    public var duration: Double?
    /// The mean number of frames a second, if it is known.
    public var frameRate: Double?
    /// The claimed number of frames, if any is claimed.
    public var frameCount: Int?
    /// Streams of any kind.
    public var streams: Int

    /// Puts the facts together.
    public init(
        container: String, codec: String, width: Int, height: Int, duration: Double? = nil, frameRate: Double? = nil,
        frameCount: Int? = nil, streams: Int = 1
    ) {
        self.container = container
        self.codec = codec
        self.width = width
        self.height = height
        self.duration = duration
        self.frameRate = frameRate
        self.frameCount = frameCount
        self.streams = streams
    }
}
