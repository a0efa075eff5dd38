/// How the process ended, as a number that scripts can rely on (sysexits where it has one).
public enum ExitCode: Int32, Sendable, Codable, CaseIterable {
    /// Everything asked for was done.
    case done = 0
    /// Done, but something was found wrong or some items failed; each is named.
    case partial = 1
    /// The words on the command line cannot be understood.
    case usage = 64
    /// The input cannot be used at all.
    case unusableInput = 65
    /// Something outside (a service, a network) is unavailable.
    case unavailable = 69
    /// A fault of this program.
    case bug = 70
    /// An output file cannot be created.
    case cannotWrite = 73
    /// Reading or writing failed.
    case inputOutput = 74
    /// Busy; the same command can be tried again.
    case busy = 75
    /// Not allowed: an approval is missing, a hold lives, or the role does not permit it.
    case notAllowed = 77
}
