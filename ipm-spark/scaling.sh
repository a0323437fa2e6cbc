#!/bin/sh
# How much faster two workers are than one, with one thread each, on this machine:
#   ipm-spark/scaling.sh FACES OUT [ITERATIONS]
# FACES is a folder in MT layout, OUT a new one. For docs/CLUSTER.md; the machine must have nothing else to do.
set -eu
faces=$1
out=$2
iterations=${3:-260}
root=$(CDPATH= cd -- "$(dirname -- "$0")/.." && pwd -P)
mkdir "$out"

run() { # SIZE WORKERS FORM: seconds of an iteration, once Java has compiled what it repeats
  name=$out/$1-$2-$3
  "$root/ipm" train --config "$root/configs/demo.yaml" --data "$faces" --out "$name" \
    --cluster "local-cluster[$2,1,2048]" --workers "$2" --conf spark.executor.memory=2g \
    --set data.size="$1" data.threads=1 cluster.exchange="$3" iterations="$iterations" log.every=1 \
    log.samples-every=0 log.measures-every=0 checkpoint.every=1000000 >"$name.log" 2>&1
  sed -n "s/^{\"iteration\":\([0-9]*\),\"seconds\":\([0-9.]*\),.*/\1 \2/p" "$name/stats.jsonl" |
    awk '$1 == 140 { first = $2 } { last = $2; n = $1 } END { printf "%.4f", (last - first) / (n - 140) }'
}

echo "size form one two efficiency exchange"
for size in 64 128; do
  one=$(run $size 1 float32)
  for form in float32 float16; do
    two=$(run $size 2 $form)
    exchange=$(sed -n 's/.*(\([0-9.]* %\)) in exchange, \(.*\) sent.*/\1 \2/p' "$out/$size-2-$form.log")
    awk -v one="$one" -v two="$two" -v what="$size $form" -v exchange="$exchange" \
      'BEGIN { printf "%s %.3f s %.3f s %.2f %s\n", what, one, two, one / two, exchange }'
  done
done
