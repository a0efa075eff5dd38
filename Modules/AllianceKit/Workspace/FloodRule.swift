/// When an entry of a known-hash list counts as one that suddenly matches everything, and is kept from the queue.
public struct FloodRule: Sendable, Hashable, Codable {
    /// The most distinct files that one entry may meet within the window.
    public var files: Int
    /// The window, in hours.
    public var hours: Int
    /// The greatest share of the distinct files of one run that one entry may meet, 0 to 1.
    public var share: Double
    /// The share is judged only in runs of at least so many distinct files.
    public var leastRun: Int

    /// Makes a rule; the defaults are those of a workspace whose configuration says nothing.
    public init(files: Int = 500, hours: Int = 24, share: Double = 0.2, leastRun: Int = 200) {
        self.files = files
        self.hours = hours
        self.share = share
        self.leastRun = leastRun
    }

    /// What cannot be, as phrases that name the member.
    public var problems: [String] {
        var problems: [String] = []
        if files < 1 { problems.append("floodRule.files is less than 1") }
        if !(1...8760 ~= hours) { problems.append("floodRule.hours is not between 1 and 8760") }
        if !(0...1 ~= share) { problems.append("floodRule.share is not between 0 and 1") }
        if leastRun < 1 { problems.append("floodRule.leastRun is less than 1") }
        return problems
    }
}
