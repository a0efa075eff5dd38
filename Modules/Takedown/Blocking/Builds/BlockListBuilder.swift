import AllianceKit
import Cryptography

/// Builds the lists of a workspace: selects, writes every format, signs, and says what changed.
struct BlockListBuilder {
    let desk: BlockDesk
    let folder: String
    let formats: [any BlockListFormat]
    let options: BlockListOptions
    let signer: NoteSigner

    func build(in transaction: any StoreTransaction) throws -> [BlockBuildRow] {
        let id = BlockBuild.id(desk.settings.listName)
        let before = try transaction.get(BlockBuild.self, id)
        let selection = try BlockSelection(desk, in: transaction)
        let (list, remarks) = BlockList.make(selection.entries)
        var rows = changes(selection, before, remarks)
        var files: [BlockManifest.File] = []
        func note(_ path: String, _ format: String?, _ bytes: Int, _ digest: Digest, _ entries: Int) {
            files.append(BlockManifest.File(path: path, entries: entries, bytes: bytes, digest: digest))
            var row = BlockBuildRow(.file, nil, format: format, reason: path)
            (row.sha256, row.bytes, row.entries) = (digest.hex, bytes, entries)
            rows.append(row)
        }
        try Files.makeFolder(folder)
        for format in formats {
            let name = type(of: format).format.name
            let written = try write(format, list)
            for remark in written.remarks {
                rows.append(
                    BlockBuildRow(
                        remark.weight == .folded ? .folded : .leftOut, selection.items[remark.line - 1].block,
                        format: name, code: remark.error.code, reason: remark.error.message))
            }
            for file in written.files { note("\(name)/\(file.file)", name, file.bytes, file.digest, file.entries) }
        }
        let page = BlockStopPage.bytes(desk.settings, organisation: desk.workspace.configuration.organisation)
        try Files.write(page, to: "\(folder)/\(BlockStopPage.fileName)")
        note(BlockStopPage.fileName, nil, page.count, Digester.digest(.sha256, of: page), 0)
        let manifest = BlockManifest(
            origin: signer.verifier.name, list: desk.settings.listName, sequence: (before?.sequence ?? 0) + 1,
            time: desk.now, previous: before?.manifest, blocks: list.entries.count { $0.action != .passthru },
            exceptions: list.entries.count { $0.action == .passthru }, files: files.sorted { $0.path < $1.path })
        let signed = manifest.note(signedBy: signer)
        try Files.makeFolder("\(folder)/\(BlockManifest.historyFolder)")
        try Files.write(signed, to: "\(folder)/\(BlockManifest.historyFolder)/\(manifest.sequence)")
        try Files.write(signed, to: "\(folder)/\(BlockManifest.fileName)")
        try settle(selection, in: transaction)
        try transaction.put(
            BlockBuild(
                id: id, sequence: manifest.sequence, time: desk.now, manifest: manifest.digest,
                members: selection.members),
            because: Event(
                "takedown.blocklist.built", id, at: desk.now, by: desk.context.actor,
                facts: [
                    "sequence": .integer(manifest.sequence), "blocks": .int(manifest.blocks),
                    "exceptions": .int(manifest.exceptions), "formats": .int(formats.count),
                ]))
        return rows
    }

    private func write(
        _ format: some BlockListFormat, _ list: BlockList
    ) throws -> (files: [BlockListWriter.Artefact], remarks: [BlockRemark]) {
        let folder = "\(folder)/\(type(of: format).format.name)"
        let written = try BlockListWriter(folder: folder, options: options).write(list, format)
        return (written.files, written.remarks)
    }

    /// What changed since the build before, in the order of the list; then what the list itself folds.
    private func changes(
        _ selection: BlockSelection, _ before: BlockBuild?, _ remarks: [BlockRemark]
    ) -> [BlockBuildRow] {
        let old = Dictionary(
            (before?.members ?? []).map { ($0.block, $0.isException) }, uniquingKeysWith: { first, _ in first })
        var rows: [BlockBuildRow] = []
        for item in selection.items {
            switch item.action {
            case .passthru?:
                rows.append(BlockBuildRow(.exempt, item.block, code: item.code, reason: item.reason ?? ""))
            case .deny?, .stopPage?:
                rows.append(BlockBuildRow(old[item.block.id] == false ? .kept : .added, item.block))
            case nil:
                // What ends as it was meant to is no failure; what is missing on the list is.
                rows.append(
                    BlockBuildRow(
                        item.ends ? .dropped : .leftOut, item.block, code: item.code, reason: item.reason ?? ""))
            }
        }
        let seen = Set(selection.items.map(\.block.id))
        for member in before?.members ?? [] where !seen.contains(member.block) {
            var row = BlockBuildRow(.dropped, nil, code: "takedown.block.expired", reason: "it ended")
            (row.reference, row.block) = (member.reference, member.block)
            rows.append(row)
        }
        for remark in remarks {
            rows.append(
                BlockBuildRow(
                    remark.weight == .folded ? .folded : .dropped, selection.items[remark.line - 1].block,
                    code: remark.error.code, reason: remark.error.message))
        }
        return rows
    }

    /// A list without them is out: blocks on their way off, ended and exempt ones are removed.
    private func settle(_ selection: BlockSelection, in transaction: any StoreTransaction) throws {
        for item in selection.items where item.ends && item.block.state != .removed {
            var block = item.block
            let wasActive = block.state == .active
            try block.apply(.remove, at: desk.now, by: desk.context.actor, note: item.reason)
            try BlockDesk.put(block, "takedown.block.removed", in: transaction, at: desk.now, by: desk.context.actor)
            if wasActive {
                try BlockDesk.unblock(
                    block.caseID, item.reason ?? "", in: transaction, at: desk.now, by: desk.context.actor)
            }
        }
    }
}
