# Sourced by ./start: keeps the process of a shop, the command in the array "shop", running.

seconds_between_starts=60

# Whether a command follows the options, such as import: it is done once.
is_command() {
  while [ $# -gt 0 ]; do
    case "$1" in
      --port | --data | --time-zone | --event-store | --axon-server) shift ;;
      -*) ;;
      *) return 0 ;;
    esac
    [ $# -eq 0 ] || shift
  done
  return 1
}

# A process that was killed, crashed or ran out of memory is started again, once a minute at most. One that ended by itself, that
# was asked to stop, or that could not start says so with another status, which is then ours.
ended_by_accident() {
  case "$1" in
    3) return 0 ;;             # out of memory
    129 | 130 | 143) return 1 ;; # SIGHUP, SIGINT, SIGTERM
    *) [ "$1" -gt 128 ] ;;
  esac
}

supervise() {
  local child="" stopped="" status begun pause argument arguments
  trap 'stopped=1; [ -z "$child" ] || kill -TERM "$child" 2>/dev/null || true' INT TERM HUP
  while true; do
    begun=$SECONDS
    # The keyboard stays the shop's: without this, what runs in the background has none.
    "${shop[@]}" "$@" <&0 &
    child=$!
    status=0
    wait "$child" 2>/dev/null || status=$?
    # A signal to us ends the first wait, not the child.
    while kill -0 "$child" 2>/dev/null; do
      status=0
      wait "$child" 2>/dev/null || status=$?
    done
    child=""
    if [ -n "$stopped" ] || ! ended_by_accident "$status"; then
      exit "$status"
    fi
    pause=$((seconds_between_starts - SECONDS + begun))
    pause=$((pause > 0 ? pause : 0))
    echo "Cartulary: the shop's process ended by accident (status $status). It is started again in $pause s." >&2
    sleep "$pause" &
    child=$!
    wait "$child" || true
    child=""
    [ -z "$stopped" ] || exit "$status"
    # What was asked to be emptied has been.
    arguments=()
    for argument; do
      [ "$argument" = --reset ] || arguments+=("$argument")
    done
    set -- ${arguments[@]+"${arguments[@]}"}
  done
}
