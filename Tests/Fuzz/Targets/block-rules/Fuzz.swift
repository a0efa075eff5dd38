import AllianceKit
import FuzzKit
import Takedown

/// Whatever rules say, no file of a text format gets a control character, and one rule's row never becomes two.
@main struct Fuzz {
    static func main() {
        fuzz { bytes in
            var entries: [BlockEntry] = []
            var input = InputFile(name: "rules", bytes: bytes)
            try? BlockRuleImporter().read(&input) { result in
                guard let rule = try? result.get() else { return }
                entries.append(BlockEntry(rule.matcher, rule.action, spelling: rule.spelling, line: entries.count + 1))
            }
            guard !entries.isEmpty else { return }
            let list = BlockList.make(entries).list
            check(RPZFormat(), list)
            check(UnboundFormat(), list)
            check(DnsmasqFormat(), list)
            check(HostsFormat(), list)
            check(SquidFormat(), list)
            check(NginxFormat(), list)
            check(AdblockFormat(), list)
            check(PrefixV4Format(), list)
        }
    }

    static func check<Format: BlockListFormat>(_ format: Format, _ list: BlockList) {
        let options = BlockListOptions(time: Instant(milliseconds: 1_790_000_000_000), origin: "rpz.example")
        let fitted = list.fitted(to: format, options).list
        for file in Format.files {
            var bytes: [UInt8] = []
            do { try format.write(fitted, options, file: file, to: &bytes) } catch {
                fatalError("\(Format.format.name) cannot write what it took: \(error)")
            }
            guard !file.hasSuffix(".prefixes") else { continue }
            guard bytes.allSatisfy({ $0 >= 0x20 && $0 != 0x7f || $0 == 0x0a }) else {
                fatalError("\(file) has a control character")
            }
            let rows = bytes.count { $0 == 0x0a }
            guard rows <= 60 + fitted.entries.count * 40 else { fatalError("\(file) has \(rows) rows") }
        }
    }
}
