# Sourced by ./start, ./verify and their siblings: finds what all need, whatever the default java is.

fail() {
  echo "Cartulary: $1" >&2
  exit 1
}

is_jdk_25() {
  [ -x "$1/bin/javac" ] && grep -q '^JAVA_VERSION="25' "$1/release" 2>/dev/null
}

# One a line, the likeliest first; what is left of a pattern that fits nothing is no JDK. $1 stands before paths of the whole machine.
places_of_jdks() {
  printf '%s\n' "${JAVA_HOME:-}"
  local javac
  if javac="$(command -v javac)"; then
    javac="$(readlink -f "$javac")"
    printf '%s\n' "${javac%/bin/javac}"
  fi
  printf '%s\n' "$1"/usr/lib/jvm/* "$1"/usr/lib64/jvm/* "$1"/usr/java/* "$1"/usr/local/openjdk-25 "$1"/usr/local/*jdk* "$1"/opt/* "$1"/opt/*/* \
    ~/.sdkman/candidates/java/* ~/.asdf/installs/java/* ~/.local/share/mise/installs/java/* "${MISE_DATA_DIR:-}"/installs/java/* ~/.jdks/* ~/.jbang/cache/jdks/* \
    "$1"/Library/Java/JavaVirtualMachines/*/Contents/Home ~/Library/Java/JavaVirtualMachines/*/Contents/Home \
    "$1"/opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home "$1"/usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    ${HOMEBREW_PREFIX:+"$HOMEBREW_PREFIX"/opt/openjdk*/libexec}
}

use_jdk_25() {
  local jdk
  while IFS= read -r jdk; do
    if is_jdk_25 "$jdk"; then
      export JAVA_HOME="$jdk"
      return
    fi
  done < <(places_of_jdks "${1:-}")
  fail "a JDK 25 is needed and none was found: install one (for example Eclipse Temurin 25) or set JAVA_HOME to it."
}

require_maven() {
  command -v mvn >/dev/null || fail "Maven 3.8 or newer is needed to build and mvn is not on the path: install it (package maven)."
  # Maven's own libraries warn about these on a new JDK.
  export MAVEN_OPTS="${MAVEN_OPTS:-} --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow"
}
