#!/usr/bin/env python3
"""Writes what the licences of the linked Rust crates ask for into the jar's resources.

Run in native/ after Cargo.lock has changed; a test tells when it was forgotten.
"""
import hashlib
import json
import pathlib
import subprocess

OUT = pathlib.Path("src/main/resources/META-INF/licenses/rust-crates.txt")

tree = subprocess.run(
    ["cargo", "tree", "--locked", "-p", "datafusion-jdbc-engine", "-e", "normal",
     "--prefix", "none", "-f", "{p}"],
    check=True, capture_output=True, text=True).stdout
linked = {tuple(line.split()[:2]) for line in tree.splitlines() if line.strip()}
packages = json.loads(subprocess.run(
    ["cargo", "metadata", "--locked", "--format-version", "1"],
    check=True, capture_output=True, text=True).stdout)["packages"]

texts = {}
lines = []
for package in sorted(packages, key=lambda p: (p["name"], p["version"])):
    if package["source"] is None or (package["name"], "v" + package["version"]) not in linked:
        continue
    folder = pathlib.Path(package["manifest_path"]).parent
    refs = []
    for file in sorted(folder.iterdir()):
        name = file.name.upper()
        if file.is_file() and name.startswith(("LICENSE", "LICENCE", "COPYING", "NOTICE", "COPYRIGHT")):
            text = file.read_text(encoding="utf-8", errors="replace").replace("\r\n", "\n").strip()
            key = hashlib.sha256(text.encode()).hexdigest()[:8]
            texts[key] = text
            refs.append(key)
    lines.append(f"{package['name']} {package['version']}: {package['license']} [{' '.join(refs)}]")

with OUT.open("w", encoding="utf-8") as out:
    out.write("Rust crates linked into the native library: name, version, licence, texts below\n\n")
    out.write("\n".join(lines) + "\n")
    for key in sorted(texts):
        out.write(f"\n======== {key} ========\n{texts[key]}\n")
