#!/bin/sh
# kills-its-worker.sh ONCE PROGRAM WORDS…
# Runs PROGRAM; the first one that is to make a shard ends who asked for it, as a worker dies mid-way.
# ONCE is a folder that is not there yet.
once=$1
shift
case " $* " in
  *" dataset make "*) mkdir "$once" 2>/dev/null && kill -KILL "$PPID" ;;
esac
exec "$@"
