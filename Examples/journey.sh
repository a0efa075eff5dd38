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

tell "15. The ledger holds it all: verified, signed, provable to others."
run 0 ledger verify
run 0 ledger checkpoint --out "checkpoint.txt"
run 0 ledger prove --subject "$referral" --out "referral.tlog-proof"
run 0 ledger check --against "checkpoint.txt"
run 0 ledger tail --limit 5
run 0 store verify
run 0 store stats
run 0 store backup "backup.alliance"
