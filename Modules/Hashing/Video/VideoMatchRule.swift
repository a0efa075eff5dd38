import AllianceKit

/// When two videos are the same: how near frames must be, and how much of each video must be found in the other.
///
/// The documents of vPDQ disagree: its README compares with `<=` and asks for 80 % of the compared and 0 % of the query video, its C++ code
/// compares with `<`, and the Python bindings of `tx` ask for 80 % of the query and 0 % of the compared video. Here the distance is
/// inclusive, as everywhere else in this toolkit, and both percentages are given so that any rule can be applied to them.
public struct VideoMatchRule: Sendable, Hashable, Codable {
    /// The greatest distance of two frames that are taken for the same; inclusive.
    public var distance: Int
    /// The least quality of a frame that counts.
    public var quality: Int
    /// How many percent of the query's frames must be found in the compared video.
    public var queryPercent: Double
    /// How many percent of the compared video's frames must be found in the query.
    public var comparedPercent: Double

    /// Makes a rule: distance 31, quality 50, 80 % of the query, 0 % of the compared video unless said otherwise.
    public init(distance: Int = 31, quality: Int = 50, queryPercent: Double = 80, comparedPercent: Double = 0) {
        self.distance = distance
        self.quality = quality
        self.queryPercent = queryPercent
        self.comparedPercent = comparedPercent
    }

    /// Compares two videos. Frames below the quality are dropped and equal hashes count once. A video without any frame left is found in
    /// nothing: its percentage is 0 and it never matches.
    public func compare(_ query: VideoHashes, with compared: VideoHashes) -> VideoMatch {
        let first = distinct(query)
        let second = distinct(compared)
        let firstFound = VideoFrameSearch(second).found(of: first, within: distance)
        let secondFound = VideoFrameSearch(first).found(of: second, within: distance)
        return VideoMatch(
            queryFrames: first.count, comparedFrames: second.count, queryFound: firstFound,
            comparedFound: secondFound, rule: self)
    }

    private func distinct(_ video: VideoHashes) -> [Hash256] {
        var seen: Set<Hash256> = []
        return video.frames.filter { $0.quality >= quality }.map(\.hash).filter { seen.insert($0).inserted }
    }
}

/// How much of two videos is in each other.
public struct VideoMatch: Sendable, Hashable {
    /// Distinct frames of the query that count.
    public let queryFrames: Int
    /// Distinct frames of the compared video that count.
    public let comparedFrames: Int
    /// Those of the query's frames that are in the compared video.
    public let queryFound: Int
    /// Those of the compared video's frames that are in the query.
    public let comparedFound: Int
    /// What was asked for.
    public let rule: VideoMatchRule

    /// Percent of the query's frames that are in the compared video.
    public var queryPercent: Double { Self.percent(queryFound, queryFrames) }
    /// Percent of the compared video's frames that are in the query.
    public var comparedPercent: Double { Self.percent(comparedFound, comparedFrames) }
    /// Whether both reach what the rule asks for, and there is something that was found.
    public var isMatch: Bool {
        queryFound > 0 && queryPercent >= rule.queryPercent && comparedPercent >= rule.comparedPercent
    }

    private static func percent(_ part: Int, _ whole: Int) -> Double {
        whole == 0 ? 0 : Double(part) * 100 / Double(whole)
    }
}
