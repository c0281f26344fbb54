import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

// What a first visit loads, and what each room adds, compressed: at most 250 kB each.
const LIMIT = 250_000;
const folder = new URL("../src/footpath/http/static/", import.meta.url).pathname;
const size = (path) => gzipSync(readFileSync(join(folder, path)), { level: 9 }).length;

const page = readFileSync(join(folder, "index.html"), "utf8");
const shell = [...page.matchAll(/(?:src|href)="\/((?:assets\/)?[^"]+\.(?:js|css))"/g)].map(([, path]) => path);
const others = readdirSync(join(folder, "assets"))
  .filter((name) => /\.(js|css)$/.test(name))
  .map((name) => `assets/${name}`)
  .filter((path) => !shell.includes(path));

const shellSize = shell.reduce((sum, path) => sum + size(path), 0);
const [largest] = others.map((path) => ({ path, bytes: size(path) })).sort((a, b) => b.bytes - a.bytes);
const kB = (bytes) => `${(bytes / 1000).toFixed(1)} kB`;
console.log(`shell: ${kB(shellSize)} in ${shell.length} files`);
console.log(`largest lazy chunk: ${kB(largest.bytes)} (${largest.path})`);
if (shellSize > LIMIT || largest.bytes > LIMIT) {
  console.error(`The budget is ${kB(LIMIT)} gzip for the shell and for each lazy chunk.`);
  process.exit(1);
}
