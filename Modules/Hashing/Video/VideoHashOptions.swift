public import AllianceKit
public import CommandLineKit
public import Imaging

/// Which frames of a video are hashed.
public enum FrameSelection: Sendable, Hashable, Codable, ArgumentValue {
    /// All of them.
    case every
    /// So many a second: each frame whose number is a multiple of int(rate / n), as vPDQ chooses.
    case perSecond(Double)
    /// Those that stand on their own in the coding, a few each ten seconds: several times faster, and other frames than vPDQ's.
    case keyFrames

    /// Reads `every`, `key`, or a number of frames a second.
    public init?(argument: String) {
        switch argument {
        case "every": self = .every
        case "key": self = .keyFrames
        default:
            let known = argument.utf8.allSatisfy { 0x30...0x39 ~= $0 || $0 == 0x2e }
            guard known, let count = Double(argument), 0.0001...1000 ~= count else { return nil }
            self = .perSecond(count)
        }
    }

    /// The word.
    public var argument: String {
        switch self {
        case .every: "every"
        case .keyFrames: "key"
        case .perSecond(let count): count == count.rounded() ? "\(Int(count))" : "\(count)"
        }
    }

    /// `every, key, or a number a second`
    public static var valueDescription: String { "every, key, or a number of frames a second" }
}

/// At which size and from what a frame is hashed.
public enum FrameSize: String, Sendable, Hashable, Codable, CaseIterable, ArgumentValue {
    /// Red, green and blue at full size: bit for bit what vPDQ computes.
    case full
    /// Gray, scaled to at most 512 pixels a side on the way out of the decoder: faster, and some bits away.
    case gray512
}

/// What is to be computed of a video, and within which limits.
public struct VideoHashOptions: Sendable, Hashable, Codable {
    /// Which frames.
    public var selection: FrameSelection
    /// From which pixels.
    public var size: FrameSize
    /// How PDQ is computed of them.
    public var profile: PDQProfile
    /// A frame this near to the last one kept is left out; nil keeps all.
    public var sceneDistance: Int?
    /// What the video may ask for.
    public var limits: VideoLimits

    /// Makes options: every frame, full size, profile `full`, nothing left out, the customary limits unless said otherwise.
    public init(
        selection: FrameSelection = .every, size: FrameSize = .full, profile: PDQProfile = .full,
        sceneDistance: Int? = nil, limits: VideoLimits = VideoLimits()
    ) {
        self.selection = selection
        self.size = size
        self.profile = profile
        self.sceneDistance = sceneDistance
        self.limits = limits
    }
}
