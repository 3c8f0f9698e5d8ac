# Sourced by ./start and ./verify: finds what both need, whatever the default java is.

fail() {
  echo "Cartulary: $1" >&2
  exit 1
}

is_jdk_25() {
  [ -x "$1/bin/javac" ] && grep -q '^JAVA_VERSION="25' "$1/release" 2>/dev/null
}

use_jdk_25() {
  local jdk
  for jdk in "${JAVA_HOME:-}" \
    /usr/lib/jvm/* /opt/* /opt/*/* ~/.sdkman/candidates/java/* ~/.jdks/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home ~/Library/Java/JavaVirtualMachines/*/Contents/Home; do
    if is_jdk_25 "$jdk"; then
      export JAVA_HOME="$jdk"
      return
    fi
  done
  fail "a JDK 25 is needed and none was found: install one (for example Eclipse Temurin 25) or set JAVA_HOME to it."
}

require_maven() {
  command -v mvn >/dev/null || fail "Maven 3.8 or newer is needed to build and mvn is not on the path: install it (package maven)."
  # Maven's own libraries warn about these on a new JDK.
  export MAVEN_OPTS="${MAVEN_OPTS:-} --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
}
