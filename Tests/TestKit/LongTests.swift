import Foundation
public import Testing

/// Tests at full size, which `Scripts/check` runs; every run has a quick form of them.
public enum LongTests {
    /// Whether they are asked for: `ALLIANCE_FULL=1`.
    public static let enabled = ProcessInfo.processInfo.environment["ALLIANCE_FULL"] == "1"
    /// What a skipped one says.
    public static let reason: Comment = "long: set ALLIANCE_FULL=1"
}
