// Owns the program of the guardian: a shell that waits for the end of its supervisor and then ends what that one left.

/**
 * For `sh -c`: $1 directory of the ledger, $2 id of the supervisor, $3 directory to remove afterwards, or nothing. Its stdin is a pipe from the supervisor: a line `goodbye` lets it
 * leave; an end without it means that the supervisor is gone. It then kills, until nothing is left: the groups in the ledger whose leaders have the ticks written down there (or are
 * gone: a group's number is given to nobody as long as it has a member), the cgroups in the ledger, and all that carry a marker of this supervisor. The cgroups are removed, for which
 * it tries for two seconds at least. Runs that outlive
 * it are in files and have markers that begin with `keep.`, which neither pattern takes.
 */
export const GUARDIAN_SCRIPT = String.raw`
trap '' HUP INT TERM
if read -r word && [ "$word" = goodbye ]; then exit 0; fi

ticks() { if [ $# -ge 20 ]; then shift 19; ticks=$1; fi; }
stat_ticks() { ticks=; case $1 in *') '*) set -f; ticks ${'$'}{1##*) }; set +f;; esac; }

end_group() {
  pid=${'$'}{1%% *}
  case $pid in ''|0|1|*[!0-9]*) return;; esac
  stat_ticks "$1"; recorded=$ticks; now=
  if { read -r stat <"/proc/$pid/stat"; } 2>/dev/null; then stat_ticks "$stat"; now=$ticks; fi
  if [ -n "$recorded" ] && { [ "$now" = "$recorded" ] || { [ -z "$now" ] && [ "$round" = 0 ]; }; }
  then kill -KILL "-$pid" 2>/dev/null; fi
}

end_cgroup() {
  [ -d "$1" ] || return
  { echo 1 >"$1/cgroup.kill"; } 2>/dev/null
  # What was killed is not gone at once, and until then the removal fails.
  rmdir "$1" 2>/dev/null || find "$1" -depth -type d -exec rmdir '{}' + 2>/dev/null
  if [ -d "$1" ]; then busy=1; fi
}

end_ledger() {
  for file in "$1/$2".*.run; do
    [ -f "$file" ] || continue
    while IFS= read -r line; do
      case $line in
        '{'*) ;;
        'cgroup '*) end_cgroup "${'$'}{line#cgroup }";;
        *) end_group "$line";;
      esac
    done <"$file"
  done
}

end_marked() {
  for path in $(grep -l "[= ]$1\\." /proc/[0-9]*/environ 2>/dev/null); do
    pid=${'$'}{path#/proc/}
    if kill -KILL "${'$'}{pid%/environ}" 2>/dev/null; then found=1; fi
  done
}

round=0
while [ $round -lt 60 ]; do
  found= busy=
  end_ledger "$1" "$2"
  end_marked "$2"
  if [ -z "$found" ] && [ $round -gt 1 ] && { [ -z "$busy" ] || [ $round -gt 20 ]; }; then break; fi
  round=$((round + 1))
  sleep 0.1 2>/dev/null || sleep 1 2>/dev/null
done
if [ -n "$3" ]; then rm -rf -- "$3"; fi
`;
