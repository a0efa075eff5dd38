#!/usr/bin/env bash
# One journey through all five domains, on the sample material beside this file: each step is a command that you can run yourself.
#   ALLIANCE=path/to/alliance Examples/journey.sh FOLDER
# FOLDER gets the workspace, the referral package and the report. The clock is set by the story, so that it always ends the same; with
# JOURNEY_RECORD=DIR every command's output is also written there, for the integration test.
set -uo pipefail
examples=$(cd "$(dirname "$0")" && pwd)
alliance=${ALLIANCE:-alliance}
# Everything is told with short paths: the folder is the current one, and the sample material is linked into it.
cd "${1:?a folder for the workspace and the report}" || exit 73
ln -sfn "$examples" Examples
export ALLIANCE_CLOCK=2026-11-20T08:00:00Z ALLIANCE_RANDOM_SEED=2012 ALLIANCE_WORKSPACE=workspace ALLIANCE_ACTOR=analyst-1
number=0

if [ -t 1 ]; then bold=$'\e[1m' dim=$'\e[2m' plain=$'\e[0m'; else bold= dim= plain=; fi

# Says what comes next.
tell() { printf '\n%s%s%s\n' "$bold" "$*" "$plain"; }

# Moves the story's clock.
at() { export ALLIANCE_CLOCK=$1; }

# Prints a command as the reader would type it.
show() {
  local word line='alliance'
  for word in "$@"; do
    case $word in *[!A-Za-z0-9_./:=,@%+-]* | '') word="'${word//\'/\'\\\'\'}'" ;; esac
    line+=" $word"
  done
  printf '%s$ %s%s\n' "$dim" "$line" "$plain"
}

# run EXPECTED WORDS…: shows and runs a command; another exit code than expected ends the journey.
run() {
  local expected=$1 code=0 out err
  shift
  show "$@"
  out=$(mktemp) err=$(mktemp)
  "$alliance" "$@" >"$out" 2>"$err" || code=$?
  sed -n '1,24p' "$out"
  local lines
  lines=$(wc -l <"$out")
  [ "$lines" -gt 24 ] && printf '%s… %d more lines%s\n' "$dim" $((lines - 24)) "$plain"
  sed 's/^/  /' "$err" >&2
  number=$((number + 1))
  if [ -n "${JOURNEY_RECORD:-}" ]; then
    {
      show "$@"
      echo "exit $code, clock $ALLIANCE_CLOCK, actor $ALLIANCE_ACTOR"
      echo '--- standard output'
      cat "$out"
      echo '--- standard error'
      cat "$err"
    } | sed "s|$PWD|FOLDER|g" >"$JOURNEY_RECORD/$(printf '%02d' "$number").txt"
  fi
  rm -f "$out" "$err"
  if [ "$code" -ne "$expected" ]; then
    echo "journey: this ended with exit code $code instead of $expected" >&2
    exit 70
  fi
}

# field NAME WORDS…: the first value of a member in a command's output.
field() {
  local name=$1
  shift
  "$alliance" --format ndjson --quiet "$@" 2>/dev/null | sed -n "s/.*\"$name\":\"\([^\"]*\)\".*/\1/p" | head -1
}

tell "1. A workspace: store, hash lists, ledger with its own key, outbox."
run 0 init workspace --organisation "Example Hotline" --email hotline@example.org --domain example.org --country XA

tell "2. A partner's known-hash list. A second file has bad lines: they are named, the rest is imported (exit code 1)."
run 0 hashing lists import partner-a Examples/known-hashes.csv
run 1 hashing lists import partner-b Examples/known-hashes-with-errors.csv
run 0 hashing lists ls

tell "3. Hashes of the pictures: PDQ with its quality, MD5, SHA-1, SHA-256. Nothing is kept of the pictures."
run 0 hashing compute --recursive Examples/pictures
run 1 hashing compute --recursive Examples/bad-pictures --format ndjson

tell "4. Which of them are known? Matches are recorded, so that a referral can rest on them."
run 0 hashing match --recursive Examples/pictures --max-distance 31 --record

tell "5. Reports come in: duplicates join their case, bad lines are named and kept aside."
run 1 takedown intake Examples/reports.jsonl
run 0 takedown rejected

tell "6. Assessment by two analysts. What is not illegal is closed; the rest is confirmed, with the class of the sample."
at 2026-11-20T09:00:00Z
run 0 takedown assess HL-2026-0003 HL-2026-0007 --outcome not-illegal
run 0 takedown assess --all-received --outcome confirmed --classification baseline --media image
export ALLIANCE_ACTOR=analyst-2
run 0 takedown assess HL-2026-0003 HL-2026-0007 --outcome not-illegal
run 0 takedown assess --all-received --outcome confirmed --classification baseline --media image
export ALLIANCE_ACTOR=analyst-1

tell "7. Tracing with local data only: addresses, RDAP answers, MMDB files. Abroad, unknown origin and disagreement are states of their own."
at 2026-11-20T10:00:00Z
run 0 takedown trace --all --data Examples/trace

tell "8. The police ask for time: while the hold lives, no notice leaves."
run 0 takedown hold HL-2026-0006 --hours 24 --authority "Example Police" --reason "securing evidence"
run 77 takedown notify HL-2026-0006

tell "9. Notices: one letter for all cases of a contact that an analyst approved; a second person approves the letter as it goes."
at 2026-11-20T11:00:00Z
run 0 takedown contacts approve abuse@hosting-one.example.net abuse@TELECOM.EXAMPLE.NET --reason "named by the registry"
run 77 takedown notify --all
export ALLIANCE_ACTOR=lead-1
run 0 approvals
first=$(field id approvals)
run 0 approve "$first"
printf '%s$ alliance approve …   (and so for each of the others)%s\n' "$dim" "$plain"
for approval in $("$alliance" --format csv approvals | sed -n 's/^\(approval_[^,]*\),.*/\1/p'); do
  "$alliance" --quiet approve "$approval" >/dev/null 2>&1 || true
done
export ALLIANCE_ACTOR=analyst-1
at 2026-11-20T11:30:00Z
run 0 takedown notify --all
run 0 outbox
at 2026-11-20T12:00:00Z
run 0 takedown sent HL-2026-0001 --reply "250 2.0.0 queued"
printf '%s$ alliance takedown sent …   (and so for each of the others)%s\n' "$dim" "$plain"
for reference in $("$alliance" --format csv takedown cases --state queued | grep -o 'HL-2026-[0-9]*'); do
  "$alliance" --quiet takedown sent "$reference" --reply "250 2.0.0 queued" >/dev/null 2>&1 || exit 70
done

tell "10. The hold is released by two people, and that notice goes too."
at 2026-11-20T20:00:00Z
run 77 takedown release HL-2026-0006 --reason "evidence is secured"
export ALLIANCE_ACTOR=lead-1
run 0 approve "$(field id approvals)"
export ALLIANCE_ACTOR=analyst-1
run 0 takedown release HL-2026-0006 --reason "evidence is secured"
run 77 takedown notify HL-2026-0006
export ALLIANCE_ACTOR=lead-1
run 0 approve "$(field id approvals)"
export ALLIANCE_ACTOR=analyst-1
run 0 takedown notify HL-2026-0006
run 0 takedown sent HL-2026-0006 --reply "250 2.0.0 queued"

tell "11. Follow-up: looks from outside are recorded; a removal counts after three misses, and is known as an interval."
at 2026-11-23T09:00:00Z
run 0 takedown check --from Examples/looks.jsonl
run 0 takedown show HL-2026-0001
run 0 takedown times

tell "12. A referral from a recorded match: drafted, checked, approved by a second person, packed for the receiver."
at 2026-11-24T09:00:00Z
match=$(field id hashing match Examples/pictures/upload-07.png --record)
run 0 referrals draft --match "$match" --incident-type csam --occurred 2026-11-19T22:15:00Z --occurred-meaning "time of upload" \
  --platform "share.example.com" --url https://share.example.com/p/f67ca898 --file-viewed no --victim-status not-stated
referral=$(field id referrals list)
run 0 referrals check "$referral"
run 77 referrals send "$referral" --channel file
export ALLIANCE_ACTOR=lead-1
run 0 referrals approve "$referral"
export ALLIANCE_ACTOR=analyst-1
run 0 referrals send "$referral" --channel file
run 0 referrals seal "$referral" --out "referral"
at 2026-11-25T14:30:00Z
run 0 referrals status "$referral" --accepted 4564654 --at 2026-11-25T14:00:00Z
at 2026-12-03T10:00:00Z
run 0 referrals outcome "$referral" --result acted-on --source "National police, letter 7/26"

tell "13. A country's commitments: imported, evidence recorded, reported by the country, assessed by someone else."
run 0 commitments import Examples/commitments.csv
export ALLIANCE_ACTOR=xa-focal-point
run 0 commitments milestone XA-2026-01 M1 --met 2026-06-12
run 0 commitments evidence XA-2026-01 --kind decision --title "Code of conduct on notice and takedown" \
  --issuer "Ministry of Digital Affairs" --date 2026-06-12 --milestone M1
run 0 commitments report XA-2026-01 --period 2026-S2 --progress under-way --text "The three largest providers have signed."
run 77 commitments assess XA-2026-01 --period 2026-S2 --completion substantial --reason "We are nearly there"
export ALLIANCE_ACTOR=assessor-1
run 0 commitments assess XA-2026-01 --period 2026-S2 --completion substantial --reason "Two of three milestones are met, with evidence"
run 0 commitments assess XA-2026-02 --period 2026-S2 --completion limited --reason "The unit is staffed, the connection is not tested"
export ALLIANCE_ACTOR=analyst-1
run 0 commitments list

tell "14. Indicators are folds over the ledger's events; what is still open is counted as open."
run 0 indicators compute
run 0 indicators explain GOV.high-completion-share
run 0 indicators report --out report

tell "15. The ledger holds it all: verified, signed, provable to others."
run 0 ledger verify
run 0 ledger checkpoint --out "checkpoint.txt"
run 0 ledger prove --subject "$referral" --out "referral.tlog-proof"
run 0 ledger check --against "checkpoint.txt"
run 0 ledger tail --limit 5
run 0 store verify
run 0 store stats
run 0 store backup "backup.alliance"
# Not recorded: it tells the machine's free space.
JOURNEY_RECORD='' run 0 doctor

# count WORDS…: how many records a command prints.
count() { "$alliance" --format ndjson --quiet "$@" 2>/dev/null | wc -l; }

tell "The journey in figures"
row() { printf '  %-44s %s\n' "$1" "$2"; }
row "entries in known-hash lists" "$(($(count hashing lists show partner-a) + $(count hashing lists show partner-b)))"
row "reports taken in / lines kept aside" "$(($(wc -l <Examples/reports.jsonl) - $(count takedown rejected))) / $(count takedown rejected)"
row "cases / of these removed so far" "$(count takedown cases) / $(count takedown cases --state removed)"
row "notices in the outbox" "$(find workspace/outbox -name '*.eml' | wc -l)"
row "referrals accepted by their receiver" "$(count referrals list)"
row "commitments in the register" "$(count commitments list)"
row "entries in the ledger, verified" "$(field size ledger checkpoint >/dev/null; "$alliance" --format ndjson ledger verify 2>/dev/null | sed -n 's/.*"entries":\([0-9]*\).*/\1/p')"
echo
echo "  The report:        $PWD/report/index.html"
echo "  A notice as sent:  $(find "$PWD/workspace/outbox" -name '*.eml' | sort | head -1)"
echo "  The referral:      $PWD/referral"
echo
echo "  Look further:      cd $PWD; export ALLIANCE_WORKSPACE=workspace; $alliance help"
