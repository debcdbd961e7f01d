# Starts two that leave its process group and ignore TERM: one in a session of its own, and one that forked twice as well.
# Each prints its name and its pid; then it stays, or leaves at once when $1 is "leaves".
trap '' TERM
setsid sh -c 'echo "session $$"; exec sleep 60' &
(setsid sh -c 'echo "forked $$"; exec sleep 60' &)
if [ "$1" = leaves ]; then exit 0; fi
echo "leader $$"
exec sleep 60
