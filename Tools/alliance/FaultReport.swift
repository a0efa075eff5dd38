import Glibc

/// Says one line and exits 70 when the process traps. With `SWIFT_BACKTRACE=enable=yes` the Swift runtime's own report stays.
enum FaultReport {
    static func install() {
        if let setting = unsafe getenv("SWIFT_BACKTRACE"), unsafe String(cString: setting).contains("enable=yes") {
            return
        }
        for number in [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE] { signal(number, reportFault) }
    }
}

/// Runs inside a signal handler: only `write` and `_exit`.
private func reportFault(_ number: Int32) {
    let line: StaticString =
        "alliance: a fault of this program ended it (please report this with the command you ran) [bug]\n"
    _ = unsafe write(2, line.utf8Start, line.utf8CodeUnitCount)
    _exit(70)
}
