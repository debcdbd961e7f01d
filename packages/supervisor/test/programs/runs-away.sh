# Starts itself anew in a session of its own and leaves, again and again, $2 times: whoever looks for it by pid finds where it was. Each writes a byte to the file $1. The
# first one stays. It hears no TERM.
trap '' TERM
if [ "$3" = on ]; then
  printf . >>"$1"
  if [ "$2" -gt 0 ]; then exec setsid -f sh "$0" "$1" $(($2 - 1)) on; fi
  exit 0
fi
sh "$0" "$1" "$2" on &
exec sleep 60
