import AllianceKit
import Synchronization
import TestKit
import Testing

struct ProgressTests {
    private func drawn(terminal: Bool = true, quiet: Bool = false, total: Int?, seconds: Int) -> String {
        let clock = TestClock(CommandRun.start)
        let text = Mutex("")
        let talk = Talk(quiet: quiet, isTerminal: terminal, now: { clock.now }) { more in text.withLock { $0 += more } }
        let progress = talk.progress("hashing", total: total)
        for _ in 0..<64 {
            progress.advance()
            if progress.done == 32 { clock.advance(seconds: seconds) }
        }
        progress.finish()
        return text.withLock { $0 }
    }

    @Test func aBarShowsRateAndRemainingTime() {
        let text = drawn(total: 64, seconds: 4)
        #expect(
            text.contains("hashing  [") && text.contains("48/64") && text.contains("12/s") && text.contains("1 s left"))
        #expect(text.hasSuffix("\r\u{1b}[K"), "the bar is removed at the end")
        #expect(drawn(total: nil, seconds: 4).contains("hashing  48  12/s"))
    }

    @Test func nothingIsDrawnForShortWorkOrWithoutATerminal() {
        #expect(drawn(total: 64, seconds: 0).isEmpty)
        #expect(drawn(terminal: false, total: 64, seconds: 9).isEmpty)
        #expect(drawn(quiet: true, total: 64, seconds: 9).isEmpty)
    }
}
