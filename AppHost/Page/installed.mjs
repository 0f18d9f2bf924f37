// Exits with 0 if the installed packages match the lock file: node installed.mjs package-lock.json node_modules/.package-lock.json
// Both are {"packages":{"node_modules/vite":{"version":"8.3.8","integrity":"sha512-…"}}}. Packages for other operating systems are optional and not installed.
import { readFileSync } from 'node:fs';

try {
  const [wanted, installed] = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, 'utf8')).packages);
  const missing = Object.entries(wanted).some(([path, { version, integrity, optional }]) => path !== '' && (installed[path]
    ? installed[path].version !== version || installed[path].integrity !== integrity
    : !optional));
  process.exit(missing || Object.keys(installed).some((path) => !wanted[path]) ? 1 : 0);
} catch {
  process.exit(1);
}
