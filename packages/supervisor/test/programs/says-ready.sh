# Speaks the managed protocol by hand; $1 says how it becomes ready: "never" (exits 3 before a word), "half" (exits 3 within the message), "barely" (says it and exits 3 at
# once), "twice" (says it two times and stays until its input ends) or "after-garbage" (after bytes that are no messages).
say() { eval "printf '%s' \"\$1\" >&$NODE_CHANNEL_FD"; }
ready='{"type":"ready","tools":1,"warnings":0}
'
case $1 in
  half) say '{"type":"ready","too' ;;
  barely) say "$ready" ;;
  twice | after-garbage)
    [ "$1" = twice ] && say "$ready" || printf 'ready\n{"type":\n[[[[\n\377\376\001\n\n"\n' | cat >&"$NODE_CHANNEL_FD"
    say "$ready"
    while read -r _; do :; done
    exit 0
    ;;
esac
exit 3
