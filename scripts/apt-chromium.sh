#!/bin/sh
# Debian's Chromium: installed where we may, else unpacked into a folder with the libraries this system lacks.
#
#   scripts/apt-chromium.sh DIR      afterwards: chromium on PATH, or DIR/chromium
set -eu
folder=$1

install_as() {
    # With a window for --headed, and without one for everything else.
    "$@" apt-get update -qq >/dev/null &&
        "$@" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium chromium-headless-shell >/dev/null
}

# apt with every folder it writes to in ours; what is installed on this system is read from the real place.
private_apt() {
    apt-get -qq -o Debug::NoLocking=1 -o Dir::State="$state" -o Dir::State::status=/var/lib/dpkg/status \
        -o Dir::Cache="$state" -o APT::Sandbox::User= "$@"
}

unpack() {
    rm -rf "$folder"
    mkdir -p "$folder/root" "$folder/apt/lists/partial" "$folder/apt/archives/partial"
    folder=$(cd "$folder" && pwd)
    state=$folder/apt
    # Hooks meant for root complain here without harm.
    private_apt update >"$state/log" 2>&1 || { cat "$state/log" >&2 && return 1; }
    private_apt install -y --download-only --no-install-recommends chromium fonts-liberation >/dev/null
    for package in "$state"/archives/*.deb; do
        dpkg -x "$package" "$folder/root"
    done
    rm -rf "$state"
    write_wrapper >"$folder/chromium"
    chmod +x "$folder/chromium"
    "$folder/chromium" --version >/dev/null
}

write_wrapper() {
    cat <<'WRAPPER'
#!/bin/sh
# Starts the Chromium unpacked beside this file with the libraries and fonts that came with it.
root=$(cd "$(dirname "$0")" && pwd)/root
for libraries in "$root"/usr/lib/*-linux-gnu* "$root"/usr/lib/*-linux-gnu*/nss "$root"/lib/*-linux-gnu*; do
    [ -d "$libraries" ] && LD_LIBRARY_PATH="$libraries${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}"
done
export LD_LIBRARY_PATH
export XDG_DATA_HOME="$root/usr/share" # fontconfig looks for fonts here
[ -e /etc/fonts/fonts.conf ] || export FONTCONFIG_PATH="$root/etc/fonts"
# Chromium's sandbox needs a setuid helper or user namespaces; unpacked by a plain user it has no helper.
unshare --user true 2>/dev/null || set -- --no-sandbox "$@"
exec "$root/usr/lib/chromium/chromium" "$@"
WRAPPER
}

if [ "$(id -u)" = 0 ]; then
    install_as env
elif sudo -n true 2>/dev/null; then
    install_as sudo -n
else
    unpack
fi
