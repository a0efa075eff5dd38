import AllianceKit
import CKernels

extension IndexTable {
    /// For each query the hashes within a distance, nearest first, equal distances by hash. Throws only for tables in a file:
    /// `hashing.index.damaged`, `hashing.index.changed`.
    func search(
        _ queries: [Hash256], within distance: Int, engine: SearchEngine = .auto, variant: ScanVariant = .automatic
    ) throws -> [[NearHash]] {
        var found = [[NearHash]](repeating: [], count: queries.count)
        guard distance >= 0, rows.count > 0, !queries.isEmpty else { return found }
        let radius = min(distance, 256)
        var scanned = Array(queries.indices)
        if engine != .scan, let plan = plan(radius),
            engine == .index || isWorthwhile(plan, queries.count, radius, variant)
        {
            scanned = try probe(queries, plan, radius, &found)
        }
        for start in stride(from: 0, to: scanned.count, by: ScanCost.batch) {
            let part = scanned[start..<min(start + ScanCost.batch, scanned.count)]
            try scan(queries, Array(part), radius, variant, &found)
        }
        try rows.pages?.requireUnchanged()
        for place in found.indices where found[place].count > 1 { found[place].sort(by: NearHash.isNearer) }
        return found
    }

    private func isWorthwhile(_ plan: PreparedPlan, _ queries: Int, _ radius: Int, _ variant: ScanVariant) -> Bool {
        let scan = ScanCost.cost(hashes: rows.count, queries: queries, radius: radius, variant: variant)
        return plan.cost * Double(queries) < scan
    }

    /// Asks the slots; gives back the queries that are to be scanned, because their buckets are long.
    private func probe(
        _ queries: [Hash256], _ plan: PreparedPlan, _ radius: Int, _ found: inout [[NearHash]]
    ) throws -> [Int] {
        var scanned: [Int] = []
        var space = [ck_near](repeating: ck_near(), count: 256)
        let allowed = ScanCost.allowed(hashes: rows.count)
        for (place, query) in queries.enumerated() {
            let needle = query.significantFirst
            var count = 0
            var outcome: Int
            repeat {
                outcome = unsafe withUnsafePointer(to: rows.rows) { planes in
                    unsafe Int(
                        ck_pigeonhole_search(
                            planes, plan.slots, plan.slots.count, needle, UInt32(radius), allowed, &space, space.count,
                            &count, rows.pages?.pages))
                }
                if outcome == CK_SEARCH_FULL {
                    space = [ck_near](repeating: ck_near(), count: space.count * 8)
                }
            } while outcome == CK_SEARCH_FULL
            switch outcome {
            case CK_SEARCH_DONE: break
            case CK_SEARCH_LONG:
                scanned.append(place)
                continue
            default: try rows.pages?.require(outcome == CK_SEARCH_LOST ? CK_PAGES_LOST : CK_PAGES_DAMAGED)
            }
            found[place] = try (0..<count).map { near in
                try NearHash(hash: rows.hash(Int(space[near].row)), distance: Int(space[near].distance))
            }
        }
        return scanned
    }

    private func scan(
        _ queries: [Hash256], _ places: [Int], _ radius: Int, _ variant: ScanVariant, _ found: inout [[NearHash]]
    ) throws {
        try unsafe rows.pages?.check(of: rows.rows.front, count: rows.count * 16)
        try unsafe rows.pages?.check(of: rows.rows.back, count: rows.count * 16)
        let needles = places.flatMap { queries[$0].significantFirst }
        let capacity = Int(CK_SCAN_BLOCK) * places.count * 2
        var space = [ck_near](repeating: ck_near(), count: capacity)
        var next = 0
        while next < rows.count {
            let count = unsafe withUnsafePointer(to: rows.rows) { planes in
                unsafe (rows.pages == nil ? ck_scan : ck_pages_scan)(
                    planes, &next, needles, places.count, UInt32(radius), &space, capacity, variant.rawValue)
            }
            if count == Int(bitPattern: UInt.max) { try rows.pages?.require(CK_PAGES_LOST) }
            for near in 0..<count {
                let hit = space[near]
                found[places[Int(hit.query)]].append(
                    try NearHash(hash: rows.hash(Int(hit.row)), distance: Int(hit.distance)))
            }
        }
    }
}
