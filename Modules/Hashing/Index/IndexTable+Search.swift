import AllianceKit
import CKernels

extension IndexTable {
    /// For each query the hashes within a distance, nearest first, equal distances by hash.
    func search(
        _ queries: [Hash256], within distance: Int, engine: SearchEngine = .auto, variant: ScanVariant = .automatic
    ) -> [[NearHash]] {
        var found = [[NearHash]](repeating: [], count: queries.count)
        guard distance >= 0, rows.count > 0, !queries.isEmpty else { return found }
        let radius = min(distance, 256)
        var scanned = Array(queries.indices)
        if engine != .scan, let plan = plan(radius),
            engine == .index || isWorthwhile(plan, queries.count, radius, variant)
        {
            scanned = probe(queries, plan, radius, &found)
        }
        for start in stride(from: 0, to: scanned.count, by: ScanCost.batch) {
            let part = scanned[start..<min(start + ScanCost.batch, scanned.count)]
            scan(queries, Array(part), radius, variant, &found)
        }
        for place in found.indices where found[place].count > 1 { found[place].sort(by: NearHash.isNearer) }
        return found
    }

    private func isWorthwhile(_ plan: PreparedPlan, _ queries: Int, _ radius: Int, _ variant: ScanVariant) -> Bool {
        let scan = ScanCost.cost(hashes: rows.count, queries: queries, radius: radius, variant: variant)
        return plan.cost * Double(queries) < scan
    }

    /// Asks the slots; gives back the queries that are to be scanned, because their buckets are long or the tables are damaged.
    private func probe(
        _ queries: [Hash256], _ plan: PreparedPlan, _ radius: Int, _ found: inout [[NearHash]]
    ) -> [Int] {
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
                            &count))
                }
                if outcome == CK_SEARCH_FULL {
                    space = [ck_near](repeating: ck_near(), count: space.count * 8)
                }
            } while outcome == CK_SEARCH_FULL
            guard outcome == CK_SEARCH_DONE else {
                scanned.append(place)
                continue
            }
            found[place] = (0..<count).map { near in
                NearHash(hash: rows[Int(space[near].row)], distance: Int(space[near].distance))
            }
        }
        return scanned
    }

    private func scan(
        _ queries: [Hash256], _ places: [Int], _ radius: Int, _ variant: ScanVariant, _ found: inout [[NearHash]]
    ) {
        let needles = places.flatMap { queries[$0].significantFirst }
        let capacity = Int(CK_SCAN_BLOCK) * places.count * 2
        var space = [ck_near](repeating: ck_near(), count: capacity)
        var next = 0
        while next < rows.count {
            let count = unsafe withUnsafePointer(to: rows.rows) { planes in
                unsafe ck_scan(
                    planes, &next, needles, places.count, UInt32(radius), &space, capacity, variant.rawValue)
            }
            for near in 0..<count {
                let hit = space[near]
                found[places[Int(hit.query)]].append(
                    NearHash(hash: rows[Int(hit.row)], distance: Int(hit.distance)))
            }
        }
    }
}
