#!/usr/bin/env bash
# One journey through all five domains, on the sample material beside this file: each step is a command that you can run yourself.
#   ALLIANCE=path/to/alliance Examples/journey.sh FOLDER
# FOLDER gets the workspace, the referral package and the report. The clock is set by the story, so that it always ends the same; with
# JOURNEY_RECORD=DIR every command's output is also written there, for the integration test.
set -uo pipefail
cd "$(dirname "$0")/.."
folder=${1:?a folder for the workspace and the report}
alliance=${ALLIANCE:-alliance}
workspace="$folder/workspace"
export ALLIANCE_CLOCK=2026-11-20T08:00:00Z ALLIANCE_RANDOM_SEED=${ALLIANCE_RANDOM_SEED:-2012} ALLIANCE_WORKSPACE="$workspace"
export ALLIANCE_ACTOR=analyst-1
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
    } >"$JOURNEY_RECORD/$(printf '%02d' "$number").txt"
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
