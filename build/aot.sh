# Sourced by ./start and build/aot-caches: how the shop's JVM is started, with the JDK's ahead-of-time caches where there are some.

shop_flags=(-Xms256m -Xmx768m -XX:+UseParallelGC -XX:+UseCompactObjectHeaders -XX:+ExitOnOutOfMemoryError
  --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow)

# Where the caches of the jar $1 are: they serve the same jars, JDK and flags only, and the name changes with each of them.
aot_directory() {
  local sum
  sum="$({ ls -lnL "$1" "$home/build/aot.sh"; ls -lnL "$home"/embedded/*/target/*/lib 2>/dev/null; cat "$JAVA_HOME/release"; } | cksum)"
  printf '%s/standalone/target/aot-%s\n' "$home" "${sum%% *}"
}

are_checked() {
  [ -e "$1/checked" ]
}

# Puts into the array "aot_flags" what makes the shop's JVMs use the caches in $1.
read_aot_flags() {
  aot_flags=(-XX:AOTCache="$1/application.aot" "-Xlog:aot*=off" "-Xlog:cds*=off" -Dcartulary.aot-caches="$1")
}

# Puts into the array "shop" how the jar $1 is started, with the properties that follow it. Until there are caches, the shop has
# them made when it is ready. CARTULARY_AOT_CACHES=off does without, and =keep makes none.
shop_command() {
  local jar="$1" caches
  shift
  caches="$(aot_directory "$jar")"
  shop=("$JAVA_HOME/bin/java" "${shop_flags[@]}" "$@")
  if [ "${CARTULARY_AOT_CACHES:-}" = off ]; then
    shop+=(-jar "$jar")
  elif are_checked "$caches"; then
    read_aot_flags "$caches"
    shop+=("${aot_flags[@]}" -jar "$caches/application/${jar##*/}")
  elif [ "${CARTULARY_AOT_CACHES:-}" = keep ]; then
    shop+=(-jar "$jar")
  else
    shop+=(-Dcartulary.when-ready="$home/build/aot-caches" -jar "$jar")
  fi
}
